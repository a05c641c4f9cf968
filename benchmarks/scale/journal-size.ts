import { readInProcess } from '../peers/read-in-process.ts';
import { startServiceProcess } from '../service/service-process.ts';
import { memoryOf } from '../system/process-figures.ts';
import { filledJournal, parkedToken } from './filled-journal.ts';

const timeLimitMs = 600_000;

export interface JournalSizeFigures {
  readonly outcomes: number;
  /** From the start of the process until it listens, Node and all. */
  readonly startMs: number;
  readonly memoryAtStart: number;
  readonly memoryPeak: number;
  readonly outcomesPerSecond: number;
}

/** What it costs to open a journal of this size, and to read all of it. */
export async function measureJournalSize(outcomes: number): Promise<JournalSizeFigures> {
  await using folder = await filledJournal({ outcomes });
  await using service = await startServiceProcess({ folder: folder.path });
  const { now: memoryAtStart } = await memoryOf(service.pid);
  const job = { port: service.port, count: outcomes, timeLimitMs, persistToken: parkedToken };
  const { received, seconds } = await readInProcess('sdmpBatches', job);
  if (received !== outcomes) throw new RangeError(`${received} came of ${outcomes}`);
  const { peak: memoryPeak } = await memoryOf(service.pid);
  return { outcomes, startMs: service.startMs, memoryAtStart, memoryPeak, outcomesPerSecond: received / seconds };
}
