import { Buffer } from 'node:buffer';
import type { Journal } from '@sdmp/journal';
import { outcomeFromRecord } from '@sdmp/outcomes';
import { type CallCounts, Calendar, DailyCalls } from '@sdmp/outcomes/compliance';
import type { Terminal } from '@sdmp/terminal';
import { eachRecord } from '../journal/each-record.ts';
import { Progress } from '../screen/progress.ts';
import type { AbandonedOptions } from './abandoned-options.ts';

/** The calls of one campaign. */
export interface CampaignCalls {
  readonly tenant: string;
  readonly campaign: string;
  readonly days: readonly (readonly [day: string, counts: CallCounts])[];
  /** Those of the hour that ends with `asOf`, on whichever days it lies. */
  readonly latest: CallCounts | undefined;
}

/** The calls of a journal. */
export interface CountedCalls {
  readonly campaigns: readonly CampaignCalls[];
  /** Time of the newest outcome of the journal, or where the counting was to end before it. Unix milliseconds. */
  readonly asOf: number;
}

/** The span of `latest`, milliseconds. */
export const latestMs = 3_600_000;

interface Counting {
  readonly tenant: string;
  readonly campaign: string;
  readonly all: DailyCalls;
  readonly latest: DailyCalls;
}

/** Counts the calls of each campaign by the days of a zone, read from a journal as it is now. */
export async function countCalls(
  journal: Journal,
  options: AbandonedOptions,
  terminal: Terminal,
): Promise<CountedCalls> {
  const { zone, campaign, tenant, since, until } = options;
  const calendar = new Calendar(zone);
  const campaigns = new Map<string, Counting>();
  using progress = new Progress(terminal, 'counting');
  const asOf = Math.min(journal.stats().newestTime ?? 0, until ?? Number.POSITIVE_INFINITY);
  const latestFrom = asOf - latestMs;
  const range = {
    filter: { ...(campaign === undefined ? {} : { campaign }), ...(tenant === undefined ? {} : { tenant }) },
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    signal: terminal.interrupted,
  };
  let read = 0;
  for await (const records of eachRecord(journal, range)) {
    for (const { body, time, tenant: of, campaign: name, position } of records) {
      const key = `${of}\\${name}`;
      let counting = campaigns.get(key);
      if (counting === undefined) {
        const latest = new DailyCalls(new Calendar(zone));
        counting = { tenant: of, campaign: name, all: new DailyCalls(calendar), latest };
        campaigns.set(key, counting);
      }
      const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
      const { reason, agentOutcome } = outcomeFromRecord(text, { journal: '', position, time });
      counting.all.add(time, { reason, agentOutcome });
      if (time > latestFrom) counting.latest.add(time, { reason, agentOutcome });
    }
    read += records.length;
    progress.show(`${read} outcomes read, ${campaigns.size} campaigns`);
  }
  progress.clear();
  const counted = Array.from(campaigns.values(), ({ tenant: of, campaign: name, all, latest }) => ({
    tenant: of,
    campaign: name,
    days: all.days(),
    latest: latest.total(),
  })).toSorted((a, b) => (a.campaign < b.campaign ? -1 : 1));
  return { campaigns: counted, asOf };
}
