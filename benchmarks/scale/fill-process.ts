/** Fills a journal, or adds parked tokens to it, while no service has it open. */
import { subscribe } from 'node:diagnostics_channel';
import { setTimeout as delay } from 'node:timers/promises';
import { type Cursor, openSqliteJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { makeCorpus } from '../corpus/corpus.ts';
import { doJobs } from '../system/worker-process.ts';

/** Order of the campaigns' outcomes in the journal. */
export type Order = 'mixed' | 'blocks';

export interface FillJob {
  readonly directory: string;
  readonly outcomes: number;
  /** Number of campaigns, named C0, C1 …, instead of those of the default shift. */
  readonly campaigns?: { readonly count: number; readonly order: Order };
  /** Number of names under which the saved position is stored. */
  readonly tokens?: number;
}

const perAppend = 4096;
const perSave = 1000;
/** Idle time after which maintenance counts as finished; a group of batches takes many steps, each slow on a busy machine. */
const quietMs = 6000;

let latestStep = 0;
subscribe('sdmp:journal:compact', () => {
  latestStep = performance.now();
});

/** Waits until the journal's background maintenance is finished, so that it does not affect the measurement. */
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
  // A multiplier coprime to the count spreads neighbours over all campaigns.
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

/** Returns a cursor name: token and transaction separated by a backslash. */
function renamed(name: string, index: number): string {
  return name
    .split('\\')
    .map((part) => `${part}-${String(index).padStart(6, '0')}`)
    .join('\\');
}
