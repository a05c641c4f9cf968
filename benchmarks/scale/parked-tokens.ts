import { setTimeout as delay } from 'node:timers/promises';
import { startServiceProcess } from '../service/service-process.ts';
import { memoryOf } from '../system/process-figures.ts';
import { filledJournal } from './filled-journal.ts';

/** Time until garbage of the start has been collected. */
const settleMs = 1000;

export interface ParkedTokensFigures {
  readonly tokens: number;
  readonly startMs: number;
  readonly memory: number;
}

/** Measures the memory of a service with many parked subscribers. */
export async function measureParkedTokens(tokens: number): Promise<ParkedTokensFigures> {
  await using folder = await filledJournal({ outcomes: 1, tokens });
  await using service = await startServiceProcess({ folder: folder.path });
  await delay(settleMs);
  return { tokens, startMs: service.startMs, memory: (await memoryOf(service.pid)).now };
}
