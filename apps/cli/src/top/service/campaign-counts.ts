import type { Outcome } from '@sdmp/outcomes';
import { RateWindow } from './rate-window.ts';

/** Campaigns that are told apart, at most; outcomes of further ones are counted together. */
export const maxCampaigns = 500;

export interface CampaignCount {
  readonly name: string;
  outcomes: number;
  successes: number;
  /** When the newest came, milliseconds. */
  lastAt: number;
  readonly rate: RateWindow;
}

/** What has come since the start, of each campaign. */
export class CampaignCounts {
  readonly #campaigns = new Map<string, CampaignCount>();
  readonly other = countOf('all others');
  readonly total = countOf('total');

  add(outcomes: readonly Outcome[], now: number): void {
    for (const { campaignName = '', success } of outcomes) {
      for (const count of [this.#of(campaignName), this.total]) {
        count.outcomes += 1;
        if (success) count.successes += 1;
        count.lastAt = now;
        count.rate.add(1, now);
      }
    }
  }

  get campaigns(): readonly CampaignCount[] {
    return [...this.#campaigns.values(), ...(this.other.outcomes > 0 ? [this.other] : [])];
  }

  #of(name: string): CampaignCount {
    const known = this.#campaigns.get(name);
    if (known !== undefined) return known;
    if (this.#campaigns.size >= maxCampaigns) return this.other;
    const count = countOf(name);
    this.#campaigns.set(name, count);
    return count;
  }
}

function countOf(name: string): CampaignCount {
  return { name, outcomes: 0, successes: 0, lastAt: 0, rate: new RateWindow() };
}
