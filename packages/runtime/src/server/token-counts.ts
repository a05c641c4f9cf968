import type { ServiceLimits } from './service-options.ts';

export type TokenLimits = Pick<ServiceLimits, 'maxTokens' | 'maxTokensPerTenant' | 'maxTokensPerUser'>;

/** A limit of persist tokens that is reached. */
export interface TokenLimitReached {
  readonly whose: 'user' | 'tenant' | 'service';
  readonly limit: number;
}

/** Counts persistent transactions, parked or live: in all, for each tenant, and for each user who asked for them last. */
export class TokenCounts {
  #all = 0;
  readonly #byTenant = new Map<string, number>();
  readonly #byOwner = new Map<string, number>();

  get all(): number {
    return this.#all;
  }

  /** `owner` is undefined for what an earlier run of the service saved, until it is asked for again. */
  add(tenant: string, owner: string | undefined): void {
    this.#all++;
    count(this.#byTenant, tenant, 1);
    if (owner !== undefined) count(this.#byOwner, owner, 1);
  }

  remove(tenant: string, owner: string | undefined): void {
    this.#all--;
    count(this.#byTenant, tenant, -1);
    if (owner !== undefined) count(this.#byOwner, owner, -1);
  }

  /** The first limit that one more would pass. */
  reached(tenant: string, owner: string, limits: TokenLimits): TokenLimitReached | undefined {
    const { maxTokens, maxTokensPerTenant, maxTokensPerUser } = limits;
    if ((this.#byOwner.get(owner) ?? 0) >= maxTokensPerUser) return { whose: 'user', limit: maxTokensPerUser };
    if ((this.#byTenant.get(tenant) ?? 0) >= maxTokensPerTenant) return { whose: 'tenant', limit: maxTokensPerTenant };
    return this.#all >= maxTokens ? { whose: 'service', limit: maxTokens } : undefined;
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const now = (counts.get(key) ?? 0) + by;
  if (now > 0) counts.set(key, now);
  else counts.delete(key);
}
