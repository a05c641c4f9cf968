import { setTimeout as delay } from 'node:timers/promises';
import { startServiceProcess } from '../service/service-process.ts';
import { memoryOf } from '../system/process-figures.ts';
import { filledJournal } from './filled-journal.ts';

/** Until what the start needed has been collected. */
const settleMs = 1000;

export interface ParkedTokensFigures {
  readonly tokens: number;
  readonly startMs: number;
  readonly memory: number;
}

/** What a service holds that knows so many subscribers who are away. */
export async function measureParkedTokens(tokens: number): Promise<ParkedTokensFigures> {
  await using folder = await filledJournal({ outcomes: 1, tokens });
  await using service = await startServiceProcess({ folder: folder.path });
  await delay(settleMs);
  return { tokens, startMs: service.startMs, memory: (await memoryOf(service.pid)).now };
}
