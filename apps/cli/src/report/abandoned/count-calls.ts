import { type CallCounts, Calendar, DailyCalls } from '@sdmp/outcomes/compliance';
import type { Terminal } from '@sdmp/terminal';
import { readRules } from '../../rules/read-rules.ts';
import { rangeOf } from '../report-options.ts';
import type { OutcomeSource } from '../source/outcome-source.ts';
import { scan } from '../source/scan.ts';
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

/** Counts the calls of each campaign by the days of a zone, as they are now. */
export async function countCalls(
  source: OutcomeSource,
  options: AbandonedOptions,
  terminal: Terminal,
): Promise<CountedCalls> {
  const { zone, until } = options;
  const calendar = new Calendar(zone);
  const { kindOf } = await readRules(options.rules);
  const campaigns = new Map<string, Counting>();
  const newest = (await source.newestTime(terminal.interrupted)) ?? 0;
  const asOf = Math.min(newest, until ?? Number.POSITIVE_INFINITY);
  const latestFrom = asOf - latestMs;
  await scan(source, rangeOf(options), terminal, (outcome, sign) => {
    const { time, tenant, campaign } = outcome;
    const key = `${tenant}\\${campaign}`;
    let counting = campaigns.get(key);
    if (counting === undefined) {
      counting = { tenant, campaign, all: new DailyCalls(calendar, kindOf), latest: new DailyCalls(calendar, kindOf) };
      campaigns.set(key, counting);
    }
    counting.all.add(time, outcome, sign);
    if (time > latestFrom) counting.latest.add(time, outcome, sign);
  });
  const counted = Array.from(campaigns.values(), ({ tenant, campaign, all, latest }) => ({
    tenant,
    campaign,
    days: all.days(),
    latest: latest.total(),
  })).toSorted((a, b) => (a.campaign < b.campaign ? -1 : 1));
  return { campaigns: counted, asOf };
}
