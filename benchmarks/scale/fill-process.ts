/** The process that fills a journal, or puts parked tokens into it, while no service has it open. */
import { subscribe } from 'node:diagnostics_channel';
import { setTimeout as delay } from 'node:timers/promises';
import { type Cursor, openSqliteJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { makeCorpus } from '../corpus/corpus.ts';
import { doJobs } from '../system/worker-process.ts';

/** How the outcomes of campaigns lie in the journal. */
export type Order = 'mixed' | 'blocks';

export interface FillJob {
  readonly directory: string;
  readonly outcomes: number;
  /** Names C0, C1 … instead of the default shift's. */
  readonly campaigns?: { readonly count: number; readonly order: Order };
  /** The one saved position is saved under so many names in all. */
  readonly tokens?: number;
}

const perAppend = 4096;
const perSave = 1000;
/** A group of batches takes many steps before it is told of; on a busy machine each may take long. */
const quietMs = 6000;

let latestStep = 0;
subscribe('sdmp:journal:compact', () => {
  latestStep = performance.now();
});

/** Until what the journal does in the background with what was stored is over, so that nobody pays for it later. */
async function settled(): Promise<void> {
  const began = performance.now();
  while (performance.now() - Math.max(began, latestStep) < quietMs) await delay(100);
}

doJobs(async (job: FillJob) => {
  const journal = await openSqliteJournal({ directory: job.directory });
  const began = performance.now();
  const { messages } = makeCorpus();
  const time = Date.now();
  const records = messages.map((message) => parseOutcomeLine(message, { time }));
  const { campaigns } = job;
  // A multiplier without a common factor spreads neighbours over all campaigns.
  const campaignAt = (index: number): string | undefined => {
    if (campaigns === undefined) return undefined;
    const { count, order } = campaigns;
    const number = order === 'mixed' ? (index * 7919) % count : Math.floor((index * count) / job.outcomes);
    return `C${number}`;
  };
  for (let index = 0; index < job.outcomes; index += perAppend) {
    const part = Array.from({ length: Math.min(perAppend, job.outcomes - index) }, (_, offset) => {
      const record = records[(index + offset) % records.length];
      if (record === undefined) throw new RangeError('the corpus is empty');
      const campaign = campaignAt(index + offset);
      return campaign === undefined ? record : { ...record, campaign };
    });
    await journal.append(part);
  }
  await settled();
  await copyCursor(job.tokens ?? 1, await journal.cursors.load(), (cursors) => journal.cursors.save(cursors));
  const report = { seconds: (performance.now() - began) / 1000, bytes: journal.stats().bytes };
  await journal.close();
  return report;
});

async function copyCursor(
  tokens: number,
  [model]: readonly Cursor[],
  save: (cursors: readonly Cursor[]) => Promise<void>,
): Promise<void> {
  if (model === undefined) return;
  for (let index = 1; index < tokens; index += perSave) {
    const count = Math.min(perSave, tokens - index);
    await save(Array.from({ length: count }, (_, offset) => ({ ...model, name: renamed(model.name, index + offset) })));
  }
}

/** Token and transaction of a saved position stand on both sides of a backslash. */
function renamed(name: string, index: number): string {
  return name
    .split('\\')
    .map((part) => `${part}-${String(index).padStart(6, '0')}`)
    .join('\\');
}
