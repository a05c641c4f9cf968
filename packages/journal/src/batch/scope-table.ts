import type { Scope } from '../journal.ts';
import { type BatchSummary, describeScope, emptySummary, hashName } from './batch-summary.ts';

/** The tenants and campaigns of one batch, each pair once, with the classes seen in it. */
export class ScopeTable {
  readonly scopes: Scope[] = [];
  readonly #classes: number[] = [];
  readonly #indexes = new Map<string, Map<string, number>>();
  #latest: Scope = { tenant: '', campaign: '' };
  #latestIndex = -1;

  /** Index of the pair; it is taken in when it is new. */
  note(tenant: string, campaign: string, classes: number): number {
    if (this.#latestIndex < 0 || this.#latest.campaign !== campaign || this.#latest.tenant !== tenant) {
      this.#latestIndex = this.#find(tenant, campaign) ?? this.#add(tenant, campaign);
      this.#latest = this.scopes[this.#latestIndex] ?? this.#latest;
    }
    const index = this.#latestIndex;
    this.#classes[index] = (this.#classes[index] ?? 0) | classes;
    return index;
  }

  summary(): BatchSummary {
    const summary = emptySummary(this.scopes.length);
    for (const [index, { tenant, campaign }] of this.scopes.entries()) {
      describeScope(summary, index, [hashName(tenant), hashName(campaign)], this.#classes[index] ?? 0);
    }
    return summary;
  }

  toJson(): string {
    return JSON.stringify(this.scopes.map(({ tenant, campaign }) => [tenant, campaign]));
  }

  #find(tenant: string, campaign: string): number | undefined {
    return this.#indexes.get(tenant)?.get(campaign);
  }

  #add(tenant: string, campaign: string): number {
    const index = this.scopes.push({ tenant, campaign }) - 1;
    const campaigns = this.#indexes.get(tenant);
    if (campaigns === undefined) this.#indexes.set(tenant, new Map([[campaign, index]]));
    else campaigns.set(campaign, index);
    return index;
  }
}
