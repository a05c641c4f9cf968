import type { Scope } from '../journal.ts';
import { type BatchSummary, describeScope, emptySummary, hashName } from './batch-summary.ts';

/** The tenants, campaigns and sources of one batch, each combination once, with the classes seen in it. */
export class ScopeTable {
  readonly scopes: Scope[] = [];
  readonly #classes: number[] = [];
  /** By source, '' for none, then by tenant and campaign. */
  readonly #indexes = new Map<string, Map<string, Map<string, number>>>();
  #latest: Scope = { tenant: '', campaign: '' };
  #latestIndex = -1;

  /** Index of the scope; it is taken in when it is new. */
  note({ tenant, campaign, source }: Scope, classes: number): number {
    const latest = this.#latest;
    if (
      this.#latestIndex < 0 ||
      latest.campaign !== campaign ||
      latest.tenant !== tenant ||
      (latest.source ?? '') !== (source ?? '')
    ) {
      this.#latestIndex = this.#indexOf(tenant, campaign, source ?? '');
      this.#latest = this.scopes[this.#latestIndex] ?? latest;
    }
    this.mark(this.#latestIndex, classes);
    return this.#latestIndex;
  }

  /** More classes of a scope that was taken in. */
  mark(index: number, classes: number): void {
    this.#classes[index] = (this.#classes[index] ?? 0) | classes;
  }

  summary(): BatchSummary {
    const summary = emptySummary(this.scopes.length);
    for (const [index, { tenant, campaign }] of this.scopes.entries()) {
      describeScope(summary, index, [hashName(tenant), hashName(campaign)], this.#classes[index] ?? 0);
    }
    return summary;
  }

  toJson(): string {
    return JSON.stringify(
      this.scopes.map(({ tenant, campaign, source }) =>
        source === undefined ? [tenant, campaign] : [tenant, campaign, source],
      ),
    );
  }

  #indexOf(tenant: string, campaign: string, source: string): number {
    const campaigns = entry(
      entry(this.#indexes, source, () => new Map()),
      tenant,
      () => new Map<string, number>(),
    );
    return entry(campaigns, campaign, () => {
      const scope = source === '' ? { tenant, campaign } : { tenant, campaign, source };
      return this.scopes.push(scope) - 1;
    });
  }
}

/** The value of `key`, made when it is not there. */
function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
