import type { Scope } from '../journal.ts';
import { type BatchSummary, describeScope, emptySummary, hashName } from './batch-summary.ts';

/** Names known from earlier batches; from here on they are forgotten with the next `clear`. */
const mostKnown = 4096;

/** A scope with what is written for it in each batch that has it. */
interface KnownScope {
  readonly scope: Scope;
  readonly tenantHash: number;
  readonly campaignHash: number;
  readonly json: string;
  /** Number of the batch in which it has `index`. */
  batch: number;
  index: number;
}

/**
 * The tenants, campaigns and sources of one batch, each combination once, with the classes seen in it. `clear` begins the
 * next batch: a scope that it has in common with earlier ones is the same object, so that nothing is made for it again.
 */
export class ScopeTable {
  /** By source, '' for none, then by tenant and campaign. */
  readonly #known = new Map<string, Map<string, Map<string, KnownScope>>>();
  #knownCount = 0;
  readonly #inBatch: KnownScope[] = [];
  readonly #classes: number[] = [];
  #batch = 0;
  #latest: KnownScope | undefined;

  /** Index of the scope; it is taken in when it is new. */
  note({ tenant, campaign, source }: Scope, classes: number): number {
    let known = this.#latest;
    const latest = known?.scope;
    if (
      known === undefined ||
      latest?.campaign !== campaign ||
      latest.tenant !== tenant ||
      (latest.source ?? '') !== (source ?? '')
    ) {
      known = this.#knownOf(tenant, campaign, source ?? '');
      if (known.batch !== this.#batch) this.#takeIn(known);
      this.#latest = known;
    }
    this.mark(known.index, classes);
    return known.index;
  }

  /** More classes of a scope that was taken in. */
  mark(index: number, classes: number): void {
    this.#classes[index] = (this.#classes[index] ?? 0) | classes;
  }

  /** The scopes of the batch, in the order of their indexes. */
  list(): readonly Scope[] {
    return this.#inBatch.map(({ scope }) => scope);
  }

  summary(): BatchSummary {
    const summary = emptySummary(this.#inBatch.length);
    for (let index = 0; index < this.#inBatch.length; index++) {
      const known = this.#inBatch[index];
      if (known === undefined) continue;
      describeScope(summary, index, known.tenantHash, known.campaignHash, this.#classes[index] ?? 0);
    }
    return summary;
  }

  toJson(): string {
    let list = '';
    for (const { json } of this.#inBatch) list += list === '' ? json : `,${json}`;
    return `[${list}]`;
  }

  /** Begins the next batch. */
  clear(): void {
    this.#batch += 1;
    this.#inBatch.length = 0;
    this.#classes.length = 0;
    this.#latest = undefined;
    if (this.#knownCount < mostKnown) return;
    this.#known.clear();
    this.#knownCount = 0;
  }

  #takeIn(known: KnownScope): void {
    known.batch = this.#batch;
    known.index = this.#inBatch.push(known) - 1;
  }

  #knownOf(tenant: string, campaign: string, source: string): KnownScope {
    return this.#known.get(source)?.get(tenant)?.get(campaign) ?? this.#learn(tenant, campaign, source);
  }

  #learn(tenant: string, campaign: string, source: string): KnownScope {
    const known: KnownScope = {
      scope: source === '' ? { tenant, campaign } : { tenant, campaign, source },
      tenantHash: hashName(tenant),
      campaignHash: hashName(campaign),
      json: JSON.stringify(source === '' ? [tenant, campaign] : [tenant, campaign, source]),
      batch: -1,
      index: 0,
    };
    const tenants = this.#known.get(source) ?? new Map<string, Map<string, KnownScope>>();
    const campaigns = tenants.get(tenant) ?? new Map<string, KnownScope>();
    this.#known.set(source, tenants.set(tenant, campaigns.set(campaign, known)));
    this.#knownCount += 1;
    return known;
  }
}
