import type { Benchmark } from '../benchmark.ts';
import { thousands } from '../statistics.ts';
import { allocationOf, timeOf } from './measure.ts';
import { records } from './record.ts';
import { chunksOf, type Subject } from './subject.ts';
import { loadSubjects } from './subjects.ts';

const usualRounds = 5;
const chunkSizes = [65_536, 1024, 1];

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Each round runs all subjects in turn, so that other load on the machine affects all of them. */
function timesOf(measured: readonly Subject[], chunkSize: number, rounds: number): number[] {
  const cut = measured.map(({ bytes }) => chunksOf(bytes, chunkSize));
  const times = measured.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, subject] of measured.entries()) {
      const time = timeOf(subject, cut[index] ?? []);
      // The first round warms up.
      if (round > 0) times[index]?.push(time);
    }
  }
  return times.map(median);
}

function table(
  measured: readonly Subject[],
  title: string,
  chunkSize: number,
  rounds: number,
  print: (line: string) => void,
): void {
  const times = timesOf(measured, chunkSize, rounds);
  const [first = Number.NaN] = times;
  print(`  ${title.padEnd(38)} messages/s    MB/s  bytes made  speed  delivers`);
  for (const [index, subject] of measured.entries()) {
    const time = times[index] ?? Number.NaN;
    const megabytes = (subject.bytes.length / records.length / time) * 1000;
    const made = allocationOf(subject, chunksOf(subject.bytes, chunkSize));
    print(
      `    ${subject.name.padEnd(36)} ${thousands(1e9 / time).padStart(10)} ${megabytes.toFixed(0).padStart(7)} ` +
        `${thousands(made).padStart(11)} ${(first / time).toFixed(2).padStart(6)}  ${subject.delivers}`,
    );
  }
}

/** Compares the codec with parsers of other protocols on the same record, by CPU time. */
export const codecBenchmark: Benchmark = {
  name: 'codec',
  summary: 'the same record of 11 fields through our codec and through parsers of other protocols',
  run: async (print, options?: { readonly quick: boolean }) => {
    const rounds = options?.quick === true ? 1 : usualRounds;
    const subjects = await loadSubjects();
    const readers = subjects.filter(({ group }) => group === 'read');
    for (const size of chunkSizes) table(readers, `read, chunks of ${thousands(size)} bytes`, size, rounds, print);
    const writers = subjects.filter(({ group }) => group === 'write');
    table(writers, 'write', 1, rounds, print);
  },
};
