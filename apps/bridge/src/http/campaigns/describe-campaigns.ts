import {
  abandonRate,
  abandonRule,
  callResultOf,
  type CampaignDay as CountedDay,
  defaultMaxAgents,
  isOverAbandonLimit,
  type OutcomeCounts,
  statisticsWindows,
  type WindowCounts,
} from '@sdmp/outcomes/statistics';
import type { CampaignDay, CampaignEntry, CampaignCounts, Campaigns, WindowName } from './schema.ts';
import { isoTime } from '../responses/iso-time.ts';

/** How many reasons are named per campaign. */
const reasonsNamed = 5;

function describeCounts(
  counts: OutcomeCounts,
  { abandonLimit, hasRules }: Pick<StatisticsContext, 'abandonLimit' | 'hasRules'>,
): CampaignCounts {
  const { calls, connects, answered, abandoned, agents, lastTime, contacts, rightParties, conversions } = counts;
  return {
    calls,
    connects,
    connectRate: calls === 0 ? null : connects / calls,
    answered,
    abandoned,
    abandonRate: abandonRate(counts) ?? null,
    isOverLimit: isOverAbandonLimit(counts, abandonLimit),
    ...(hasRules ? { contacts, rightParties, conversions } : {}),
    agents: agents.count,
    agentsIsAtLeast: agents.isAtLeast,
    topReasons: counts
      .topReasons(reasonsNamed)
      .map(({ reason, name, count }) => ({ reason, name: name ?? null, count })),
    lastOutcomeAt: lastTime === undefined ? null : isoTime(lastTime),
  };
}

export interface StatisticsContext {
  readonly abandonLimit: number;
  readonly isComplete: boolean;
  /** Whether contacts, right parties and conversions are counted. */
  readonly hasRules: boolean;
  readonly now: number;
}

/** How many reasons there are at most is the catalogue's limit; the counter told no more apart. */
const allReasons = Number.POSITIVE_INFINITY;

/** The last day of a campaign as the API shows it. */
export function describeDay(
  { tenant, campaign }: Pick<CampaignEntry, 'tenant' | 'campaign'>,
  { counts, stepMs, from, steps }: CountedDay,
  context: StatisticsContext,
): CampaignDay {
  const { abandonLimit, isComplete, now } = context;
  const { abandoned, answered, formula } = abandonRule;
  return {
    tenant,
    campaign,
    ...describeCounts(counts, context),
    abandonLimit,
    abandonRule: { formula, abandoned: [...abandoned], answered: [...answered] },
    asOf: isoTime(now),
    complete: isComplete,
    stepMs,
    from: isoTime(from),
    steps: [...steps],
    byAgent: [...counts.topAgents(defaultMaxAgents)],
    byReason: counts
      .topReasons(allReasons)
      .map(({ reason, name, count }) => ({ reason, name: name ?? null, count, result: callResultOf(reason) })),
  };
}

/** A window's statistics as the API shows them: the campaign with the most calls first. */
export function describeCampaigns(
  window: WindowName,
  { campaigns, other, total }: WindowCounts,
  context: StatisticsContext,
): Campaigns {
  const { abandonLimit, isComplete, now } = context;
  return {
    windowMs: statisticsWindows[window].windowMs,
    abandonLimit,
    asOf: isoTime(now),
    complete: isComplete,
    campaigns: campaigns
      .toSorted((one, another) => another.counts.calls - one.counts.calls)
      .map(
        ({ tenant, campaign, counts }): CampaignEntry => ({
          tenant,
          campaign,
          ...describeCounts(counts, context),
        }),
      ),
    ...(other === undefined ? {} : { other: describeCounts(other, context) }),
    total: describeCounts(total, context),
  };
}
