import { readInProcess } from '../peers/read-in-process.ts';
import { startServiceProcess } from '../service/service-process.ts';
import { memoryOf, processorSecondsOf } from '../system/process-figures.ts';
import { filledJournal, parkedToken } from './filled-journal.ts';

/** Time limit, sufficient for a busy machine. */
const timeLimitMs = 1_800_000;

export interface JournalSizeFigures {
  readonly outcomes: number;
  /** Time from the start of the process until it listens, including Node's start. */
  readonly startMs: number;
  readonly memoryAtStart: number;
  readonly memoryPeak: number;
  readonly outcomesPerSecond: number;
  /** CPU time of the service per outcome, microseconds. */
  readonly serverMicroseconds: number;
}

/** Measures opening a journal of this size and reading all of it. */
export async function measureJournalSize(outcomes: number): Promise<JournalSizeFigures> {
  await using folder = await filledJournal({ outcomes });
  await using service = await startServiceProcess({ folder: folder.path });
  const { now: memoryAtStart } = await memoryOf(service.pid);
  const processorBefore = await processorSecondsOf(service.pid);
  const job = { port: service.port, count: outcomes, timeLimitMs, persistToken: parkedToken };
  const { received, seconds } = await readInProcess('sdmpBatches', job);
  if (received !== outcomes) throw new RangeError(`received ${received} of ${outcomes}`);
  const serverMicroseconds = (((await processorSecondsOf(service.pid)) - processorBefore) / received) * 1e6;
  const { peak: memoryPeak } = await memoryOf(service.pid);
  const outcomesPerSecond = received / seconds;
  return { outcomes, startMs: service.startMs, memoryAtStart, memoryPeak, outcomesPerSecond, serverMicroseconds };
}
