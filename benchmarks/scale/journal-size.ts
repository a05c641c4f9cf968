import { readInProcess } from '../peers/read-in-process.ts';
import { startServiceProcess } from '../service/service-process.ts';
import { memoryOf, processorSecondsOf } from '../system/process-figures.ts';
import { filledJournal, parkedToken } from './filled-journal.ts';

/** Of a machine that is busy with other things, too. */
const timeLimitMs = 1_800_000;

export interface JournalSizeFigures {
  readonly outcomes: number;
  /** From the start of the process until it listens, Node and all. */
  readonly startMs: number;
  readonly memoryAtStart: number;
  readonly memoryPeak: number;
  readonly outcomesPerSecond: number;
  /** Processor time of the service per outcome, microseconds. */
  readonly serverMicroseconds: number;
}

/** What it costs to open a journal of this size, and to read all of it. */
export async function measureJournalSize(outcomes: number): Promise<JournalSizeFigures> {
  await using folder = await filledJournal({ outcomes });
  await using service = await startServiceProcess({ folder: folder.path });
  const { now: memoryAtStart } = await memoryOf(service.pid);
  const processorBefore = await processorSecondsOf(service.pid);
  const job = { port: service.port, count: outcomes, timeLimitMs, persistToken: parkedToken };
  const { received, seconds } = await readInProcess('sdmpBatches', job);
  if (received !== outcomes) throw new RangeError(`${received} came of ${outcomes}`);
  const serverMicroseconds = (((await processorSecondsOf(service.pid)) - processorBefore) / received) * 1e6;
  const { peak: memoryPeak } = await memoryOf(service.pid);
  const outcomesPerSecond = received / seconds;
  return { outcomes, startMs: service.startMs, memoryAtStart, memoryPeak, outcomesPerSecond, serverMicroseconds };
}
