import { breachInWindow, defaultWarnFrom, type LeavingCalls, type RuledCounts } from '@sdmp/outcomes/compliance';
import {
  abandonRate,
  type CampaignCounts,
  type CampaignDay,
  fewestAbandonedCalls,
  type WindowCounts,
} from '@sdmp/outcomes/statistics';
import type { BridgeEventLog } from '../../log/bridge-events.ts';

/** How often campaigns are held against their limit, milliseconds. */
const lookEveryMs = 60_000;
/** How long a campaign must stay below a level before reaching it is told again, milliseconds. */
const calmMs = 60 * 60_000;
const hourMs = 60 * 60_000;

export interface AbandonWatchOptions {
  /** Share of abandoned calls, 0 to 1. */
  readonly limit: number;
  readonly window: (window: '1h' | '24h') => WindowCounts;
  /** The last day of a campaign by steps of time, so that it is known which calls leave it when. */
  readonly day: (tenant: string, campaign: string) => CampaignDay | undefined;
  /** Whether the past is counted: before, nothing is told. */
  readonly isComplete: () => boolean;
  readonly report: Pick<BridgeEventLog, 'report'>;
  /** Unix milliseconds. */
  readonly now: () => number;
}

const levels = { within: 0, near: 1, over: 2 } as const;
type Level = keyof typeof levels;

interface Told {
  readonly level: Level;
  /** When the campaign was at that level last. */
  at: number;
}

/**
 * Tells when the abandoned calls of a campaign in 24 hours come near the limit, and when they exceed it, with when that would be at the
 * pace of the latest hour: the 24 hours slide, so that calls of yesterday leave them meanwhile. Fewer than five abandoned calls are never told.
 */
export class AbandonWatch {
  readonly #options: AbandonWatchOptions;
  readonly #told = new Map<string, Told>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: AbandonWatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.look(), lookEveryMs).unref();
  }

  /** Looks now. */
  look(): void {
    const { window, isComplete, now } = this.#options;
    if (!isComplete()) return;
    const latest = new Map(window('1h').campaigns.map((each) => [keyOf(each), each]));
    for (const campaign of window('24h').campaigns) this.#compare(campaign, latest.get(keyOf(campaign)));
    for (const [key, { at }] of this.#told) if (now() - at >= calmMs) this.#told.delete(key);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #compare(campaign: CampaignCounts, latest: CampaignCounts | undefined): void {
    const { limit, report, now } = this.#options;
    const { counts } = campaign;
    const level = levelOf(counts, limit);
    if (level === 'within') return;
    const key = keyOf(campaign);
    const before = this.#told.get(key);
    if (before !== undefined && levels[before.level] >= levels[level]) {
      if (before.level === level) before.at = now();
      return;
    }
    this.#told.set(key, { level, at: now() });
    report.report(level === 'near' ? 'abandonLimitsNeared' : 'abandonLimitsExceeded', {
      campaign: campaign.campaign,
      tenant: campaign.tenant,
      rate: percent(abandonRate(counts) ?? 0),
      limit: percent(limit),
      outlook: this.#outlook(campaign, latest),
    });
  }

  #outlook({ tenant, campaign, counts }: CampaignCounts, latest: CampaignCounts | undefined): string {
    const { limit, now, day } = this.#options;
    const campaignDay = day(tenant, campaign);
    const leaving = campaignDay === undefined ? [] : leavingOf(campaignDay, now());
    const coming = latest === undefined ? { abandoned: 0, live: 0 } : ruled(latest.counts);
    const breach = breachInWindow(limit, ruled(counts), coming, { spanMs: hourMs, leaving });
    if (breach === undefined) return 'not exceeded at the pace of the latest hour';
    return breach === 0
      ? 'exceeded now'
      : `exceeded in ${Math.ceil(breach / 60_000)} min at the pace of the latest hour`;
  }
}

function keyOf({ tenant, campaign }: CampaignCounts): string {
  return `${tenant}\\${campaign}`;
}

function levelOf(counts: CampaignCounts['counts'], limit: number): Level {
  const rate = abandonRate(counts);
  if (rate === undefined || counts.abandoned < fewestAbandonedCalls) return 'within';
  if (rate > limit) return 'over';
  return rate >= limit * defaultWarnFrom ? 'near' : 'within';
}

function ruled({ abandoned, answered }: Pick<CampaignCounts['counts'], 'abandoned' | 'answered'>): RuledCounts {
  return { abandoned, live: abandoned + answered };
}

/** The calls of a day in the order in which they leave it: first what is left of the step that it is leaving. */
function leavingOf({ counts, steps, stepMs }: CampaignDay, now: number): readonly LeavingCalls[] {
  const within = steps.map(ruled);
  const held = ruled(counts);
  const first = {
    abandoned: within.reduce((rest, { abandoned }) => rest - abandoned, held.abandoned),
    live: within.reduce((rest, { live }) => rest - live, held.live),
    withinMs: stepMs - (now % stepMs),
  };
  return [first, ...within.map((step) => ({ ...step, withinMs: stepMs }))];
}

function percent(share: number): string {
  return (share * 100).toFixed(2);
}
