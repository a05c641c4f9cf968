import { defaultTenant } from '@sdmp/protocol';
import type { OutcomeBatch, OutcomeScope } from './outcome-batch.ts';

/** A part of the bytes at hand. */
export interface ByteRange {
  start: number;
  end: number;
}

interface KnownScope {
  readonly tenant: string;
  readonly campaign: string;
  readonly tenantBytes: Uint8Array;
  readonly campaignBytes: Uint8Array;
  /** In which list it has which index. */
  scopes: readonly OutcomeScope[];
  index: number;
}

/** From here on those met before are forgotten. */
const mostKnown = 4096;
const prime = 0x01000193;
const text = new TextDecoder();

/** Finds the index of a tenant and a campaign by their bytes, so that no text is made of those met before. */
export class ScopeFinder {
  /** By hash; of those that have the same one the latest. */
  readonly #known = new Map<number, KnownScope>();

  /** An empty tenant is the default one. */
  find(columns: OutcomeBatch, bytes: Uint8Array, tenant: ByteRange, campaign: ByteRange): number {
    const hash = hashOf(bytes, campaign, hashOf(bytes, tenant, tenant.end - tenant.start));
    let known = this.#known.get(hash);
    if (
      known === undefined ||
      !isSame(bytes, campaign, known.campaignBytes) ||
      !isSame(bytes, tenant, known.tenantBytes)
    ) {
      known = scopeIn(bytes, tenant, campaign);
      if (this.#known.size >= mostKnown) this.#known.clear();
      this.#known.set(hash, known);
    }
    if (known.scopes !== columns.scopes) {
      known.scopes = columns.scopes;
      known.index = columns.indexOf(known.tenant, known.campaign);
    }
    return known.index;
  }
}

function scopeIn(bytes: Uint8Array, tenant: ByteRange, campaign: ByteRange): KnownScope {
  const tenantBytes = bytes.slice(tenant.start, tenant.end);
  const campaignBytes = bytes.slice(campaign.start, campaign.end);
  return {
    tenant: text.decode(tenantBytes) || defaultTenant,
    campaign: text.decode(campaignBytes),
    tenantBytes,
    campaignBytes,
    scopes: [],
    index: 0,
  };
}

function hashOf(bytes: Uint8Array, { start, end }: ByteRange, before: number): number {
  let hash = before;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), prime);
  return hash;
}

function isSame(bytes: Uint8Array, { start, end }: ByteRange, other: Uint8Array): boolean {
  if (end - start !== other.length) return false;
  for (let at = 0; at < other.length; at++) if (bytes[start + at] !== other[at]) return false;
  return true;
}
