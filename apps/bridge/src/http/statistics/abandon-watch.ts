import { breachIn, defaultWarnFrom } from '@sdmp/outcomes/compliance';
import { abandonRate, type CampaignCounts, fewestAbandonedCalls, type WindowCounts } from '@sdmp/outcomes/statistics';
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
 * pace of the latest hour. Fewer than five abandoned calls are never told.
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
      outlook: outlook(campaign, latest, limit),
    });
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

function outlook({ counts }: CampaignCounts, latest: CampaignCounts | undefined, limit: number): string {
  const ruled = ({ abandoned, answered }: CampaignCounts['counts']) => ({ abandoned, live: abandoned + answered });
  const breach = latest === undefined ? undefined : breachIn(limit, ruled(counts), ruled(latest.counts), hourMs);
  if (breach === undefined) return 'not exceeded at the pace of the latest hour';
  return breach === 0 ? 'exceeded now' : `exceeded in ${Math.ceil(breach / 60_000)} min at the pace of the latest hour`;
}

function percent(share: number): string {
  return (share * 100).toFixed(2);
}
