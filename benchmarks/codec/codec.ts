import type { Benchmark } from '../run.ts';
import { thousands } from '../statistics.ts';
import { allocationOf, timeOf } from './measure.ts';
import { records } from './record.ts';
import { chunksOf, type Subject } from './subject.ts';
import { subjects } from './subjects.ts';

const usualRounds = 5;
const chunkSizes = [65_536, 1024, 1];

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Rounds go over all subjects in turn, so that what else the machine does falls on each of them. */
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

function table(group: Subject['group'], chunkSize: number, rounds: number, print: (line: string) => void): void {
  const measured = subjects.filter((subject) => subject.group === group);
  const times = timesOf(measured, chunkSize, rounds);
  const [first = Number.NaN] = times;
  const title = group === 'write' ? 'write' : `read, chunks of ${thousands(chunkSize)} bytes`;
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

/** The codec and its peers on the same record, by processor time. */
export const codecBenchmark: Benchmark = {
  name: 'codec',
  summary: 'the same record of 11 fields through our codec and through parsers of other protocols',
  run: (print, options?: { readonly quick: boolean }) => {
    const rounds = options?.quick === true ? 1 : usualRounds;
    for (const chunkSize of chunkSizes) table('read', chunkSize, rounds, print);
    table('write', 1, rounds, print);
    return Promise.resolve();
  },
};
