import type { Benchmark } from '../benchmark.ts';
import type { Report } from '../report/report.ts';
import { thousands } from '../statistics.ts';
import { browserSize } from './browser-size.ts';
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

function reportTable(
  measured: readonly Subject[],
  title: string,
  chunkSize: number,
  { rounds, report }: { readonly rounds: number; readonly report: Report },
): void {
  const times = timesOf(measured, chunkSize, rounds);
  const [first = Number.NaN] = times;
  const rows = measured.map((subject, index) => {
    const time = times[index] ?? Number.NaN;
    const megabytes = (subject.bytes.length / records.length / time) * 1000;
    const made = allocationOf(subject, chunksOf(subject.bytes, chunkSize));
    const figures = [thousands(1e9 / time), megabytes.toFixed(0), thousands(made), (first / time).toFixed(2)];
    return [subject.name, ...figures, subject.delivers];
  });
  report.table([title, 'messages/s', 'MB/s', 'bytes made', 'speed', 'delivers'], rows);
}

/** Compares the codec with parsers of other protocols on the same record, by CPU time. */
export const codecBenchmark: Benchmark = {
  name: 'codec',
  summary: 'the same record of 11 fields through our codec and through parsers of other protocols',
  measures: ['packages/protocol', 'packages/codec'],
  run: async (report, { quick }) => {
    const rounds = quick ? 1 : usualRounds;
    const subjects = await loadSubjects();
    const readers = subjects.filter(({ group }) => group === 'read');
    report.text(
      'CPU time of all threads, garbage collection included; the median of five rounds, in each of which every subject is ' +
        'measured. Speed: relative to the first row. Bytes made: allocated per message.',
    );
    for (const size of chunkSizes) {
      reportTable(readers, `read, chunks of ${thousands(size)} bytes`, size, { rounds, report });
    }
    const writers = subjects.filter(({ group }) => group === 'write');
    reportTable(writers, 'write', 1, { rounds, report });
    const { minified, compressed } = await browserSize();
    report.text(
      `The root entry is ${minified} KB minified for a browser, ${compressed} KB with gzip; almost all of it is the catalogue.`,
    );
  },
};
