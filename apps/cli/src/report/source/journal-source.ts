import { Buffer } from 'node:buffer';
import type { Journal, StoredRecord } from '@sdmp/journal';
import { outcomeClass, outcomeFromRecord } from '@sdmp/outcomes';
import { ratedOutcome } from '@sdmp/outcomes/rates';
import { eachRecord } from '../../journal/each-record.ts';
import { openToRead } from '../../journal/open-journal.ts';
import type { OutcomeRange, OutcomeSource, ReportedOutcome } from './outcome-source.ts';

/** A journal folder that is open to be read; a service may write to it. */
export interface JournalSource extends OutcomeSource {
  readonly journal: Journal;
}

/** Opens a journal folder. Throws as `openToRead`. */
export async function journalSource(directory: string): Promise<JournalSource> {
  const journal = await openToRead(directory);
  return {
    journal,
    newestTime: () => Promise.resolve(journal.stats().newestTime),
    read: (range, signal) => readOutcomes(journal, range, signal),
    seesNumbers: () => true,
    close: () => journal.close(),
  };
}

async function* readOutcomes(journal: Journal, range: OutcomeRange, signal: AbortSignal) {
  const { campaign, tenant, since, until } = range;
  const within = await journal.positionsWithin?.({
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  });
  const from = Math.max(range.from ?? journal.first, within?.from ?? journal.first);
  const to = Math.min(range.to ?? journal.end - 1, (within?.to ?? journal.end) - 1);
  const filter = { ...(campaign === undefined ? {} : { campaign }), ...(tenant === undefined ? {} : { tenant }) };
  const times = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  for await (const records of eachRecord(journal, { filter, from, to, ...times, signal })) {
    const outcomes = records.map(reportedOutcome);
    const last = records.at(-1)?.position ?? from;
    yield { outcomes, done: to <= from ? 1 : (last - from) / (to - from) };
  }
}

function reportedOutcome({ body, position, time, tenant, campaign, classes }: StoredRecord): ReportedOutcome {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  const outcome = outcomeFromRecord(text, { journal: '', position, time });
  const success = (classes & outcomeClass.success) !== 0;
  const { telephoneNumber: telephone, data } = outcome;
  return { ...ratedOutcome(outcome, { tenant, campaign, success }), position, telephone, data };
}
