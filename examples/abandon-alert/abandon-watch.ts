import { CampaignStatistics, isOverAbandonLimit } from '@sdmp/outcomes/statistics';
import type { Outcome } from '@sdmp/outcomes';

/** A campaign that is above its limit, or no longer is. */
export interface Alert {
  readonly campaign: string;
  readonly kind: 'over' | 'under';
  readonly abandoned: number;
  readonly answered: number;
}

/** Follows the share of abandoned calls of each campaign in the last hour. */
export class AbandonWatch {
  readonly #statistics = new CampaignStatistics();
  readonly #limit: number;
  readonly #over = new Set<string>();

  /** @param limit - Share of the calls that a person answered, 0 to 1. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  count({ tenantDescriptor = 'default', campaignName = '', success, reason, agentIdentifier }: Outcome): void {
    const now = Date.now();
    this.#statistics.advance(now);
    this.#statistics.campaign(tenantDescriptor, campaignName, now).count(now, success, reason, agentIdentifier);
  }

  /** Returns what changed since the last call: each crossing of the limit once. */
  alerts(): readonly Alert[] {
    const { campaigns } = this.#statistics.window('1h', Date.now());
    return campaigns.flatMap(({ tenant, campaign, counts: { abandoned, answered } }): Alert[] => {
      const key = JSON.stringify([tenant, campaign]);
      // Above for certain, and below again only when the share itself is: no alert for each call around the limit.
      const wasOver = this.#over.has(key);
      const isOver = wasOver
        ? abandoned > this.#limit * (abandoned + answered)
        : isOverAbandonLimit({ abandoned, answered }, this.#limit);
      if (isOver === wasOver) return [];
      if (isOver) this.#over.add(key);
      else this.#over.delete(key);
      return [{ campaign, kind: isOver ? 'over' : 'under', abandoned, answered }];
    });
  }
}
