import type { Benchmark } from '../benchmark.ts';
import type { Report } from '../report/report.ts';
import { thousands } from '../statistics.ts';
import { startWorkerProcess, type WorkerProcess } from '../system/worker-process.ts';
import { browserSize } from './browser-size.ts';
import { records } from './record.ts';
import type { SubjectJob, SubjectReport } from './subject-process.ts';
import { loadSubjects, type SourcedSubject } from './subjects.ts';

const usualRounds = 9;
/** What one read of a socket brings. Writers read nothing: a chunk for each byte would only fill their heap. */
const wholeBytes = 65_536;
const chunkSizes = [wholeBytes, 1024, 1];

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

type SubjectProcess = WorkerProcess<SubjectJob, SubjectReport>;

async function ask(worker: SubjectProcess, job: SubjectJob): Promise<number> {
  worker.send(job);
  return (await worker.next()).perMessage;
}

interface SubjectFigures {
  readonly time: number;
  readonly made: number;
  /** Median over the rounds of the ratio to the first subject in the same round, which drifts of the machine cancel out of. */
  readonly speed: number;
}

/**
 * Time and allocation of each. Each round runs all subjects in turn, so that other load on the machine affects all of them; every
 * other round in the opposite order, because a machine that becomes slower within rounds would favour those in front. Each has a
 * process of its own.
 */
async function measureAll(
  measured: readonly SourcedSubject[],
  chunkSize: number,
  rounds: number,
): Promise<readonly SubjectFigures[]> {
  await using stack = new AsyncDisposableStack();
  const processes = measured.map(({ source, name }) => {
    const worker = startWorkerProcess<SubjectJob, SubjectReport>(new URL('subject-process.ts', import.meta.url));
    const times: number[] = [];
    return { worker: stack.use(worker), job: { source, name, chunkSize }, times };
  });
  for (let round = 0; round <= rounds; round++) {
    for (const { worker, job, times } of round % 2 === 0 ? processes : processes.toReversed()) {
      const time = await ask(worker, { ...job, measure: 'time' });
      // The first round warms up.
      if (round > 0) times.push(time);
    }
  }
  const first = processes[0]?.times ?? [];
  const figures: SubjectFigures[] = [];
  for (const { worker, job, times } of processes) {
    figures.push({
      time: median(times),
      made: await ask(worker, { ...job, measure: 'allocation' }),
      speed: median(times.map((time, round) => (first[round] ?? Number.NaN) / time)),
    });
  }
  return figures;
}

async function reportTable(
  measured: readonly SourcedSubject[],
  title: string,
  chunkSize: number,
  { rounds, report }: { readonly rounds: number; readonly report: Report },
): Promise<void> {
  const figures = await measureAll(measured, chunkSize, rounds);
  const rows = measured.map((subject, index) => {
    const { time = Number.NaN, made = Number.NaN, speed = Number.NaN } = figures[index] ?? {};
    const megabytes = (subject.bytes.length / records.length / time) * 1000;
    const cells = [thousands(1e9 / time), megabytes.toFixed(0), thousands(made), speed.toFixed(2)];
    return [subject.name, ...cells, subject.delivers];
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
      `CPU time of all threads, garbage collection included; the median of ${rounds} rounds, in each of which every subject is ` +
        'measured, in a process of its own. Speed: relative to the first row of the same round, the median of the ratios. Bytes ' +
        'made: allocated per message.',
    );
    for (const size of chunkSizes) {
      await reportTable(readers, `read, chunks of ${thousands(size)} bytes`, size, { rounds, report });
    }
    const writers = subjects.filter(({ group }) => group === 'write');
    await reportTable(writers, 'write', wholeBytes, { rounds, report });
    const { minified, compressed } = await browserSize();
    report.text(
      `The root entry is ${minified} KB minified for a browser, ${compressed} KB with gzip; almost all of it is the catalogue.`,
    );
  },
};
