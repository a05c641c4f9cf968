import {
  abandonRate,
  isOverAbandonLimit,
  type OutcomeCounts,
  statisticsWindows,
  type WindowCounts,
} from '@sdmp/outcomes/statistics';
import type { CampaignEntry, CampaignCounts, Campaigns, WindowName } from './schema.ts';
import { isoTime } from '../responses/iso-time.ts';

/** How many reasons are named per campaign. */
const reasonsNamed = 5;

function describeCounts(counts: OutcomeCounts, abandonLimit: number): CampaignCounts {
  const { calls, connects, answered, abandoned, agents, lastTime } = counts;
  return {
    calls,
    connects,
    connectRate: calls === 0 ? null : connects / calls,
    answered,
    abandoned,
    abandonRate: abandonRate(counts) ?? null,
    isOverLimit: isOverAbandonLimit(counts, abandonLimit),
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
  readonly now: number;
}

/** A window's statistics as the API shows them: the campaign with the most calls first. */
export function describeCampaigns(
  window: WindowName,
  { campaigns, other, total }: WindowCounts,
  { abandonLimit, isComplete, now }: StatisticsContext,
): Campaigns {
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
          ...describeCounts(counts, abandonLimit),
        }),
      ),
    ...(other === undefined ? {} : { other: describeCounts(other, abandonLimit) }),
    total: describeCounts(total, abandonLimit),
  };
}
