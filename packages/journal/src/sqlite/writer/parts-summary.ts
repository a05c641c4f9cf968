import { type BatchSummary, checkWord, hashName, type SummaryFilter } from '../../batch/batch-summary.ts';

/*
 * What is known of a batch that is stored in parts, by campaign: a check word, the union of the classes, the number of
 * parts, the lowest hash of a campaign in each part, then a Bloom filter over the hashes of tenants and campaigns. It has
 * as many words as no other summary has: two more than a multiple of three.
 */
const headWords = 3;
const mostBloomWords = 64;
const namesPerBloomWord = 4;
const classesAt = 1;
const partsAt = 2;
/** Tells a tenant from a campaign of the same name. */
const tenantSeed = 0x9e3779b9;

export function isInParts(summary: BatchSummary): boolean {
  return summary.length % 3 === 2;
}

export function partsIn(summary: BatchSummary): number {
  return summary[partsAt] ?? 0;
}

export function partsSummaryIsWhole(summary: BatchSummary, first: number, count: number): boolean {
  return summary[0] === checkWord(summary, first, count) && summary.length > headWords + partsIn(summary);
}

/** `lowest` ascends: the lowest hash of a campaign per part. */
export function summarizeParts(
  lowest: readonly number[],
  scopes: readonly { readonly tenant: string; readonly campaign: string }[],
  classes: number,
): BatchSummary {
  const bloomWords = Math.min(mostBloomWords, Math.ceil(scopes.length / namesPerBloomWord));
  const used = headWords + lowest.length + bloomWords;
  const summary: BatchSummary = new Uint32Array(used + ((2 - (used % 3) + 3) % 3));
  summary[classesAt] = classes;
  summary[partsAt] = lowest.length;
  summary.set(lowest, headWords);
  const bloom = summary.subarray(headWords + lowest.length);
  for (const { tenant, campaign } of scopes) {
    note(bloom, hashName(campaign));
    note(bloom, hashName(tenant) ^ tenantSeed);
  }
  return summary;
}

/** Whether a matching record can be in any part; may be true without a match, never false with one. */
export function partsCanMatch(summary: BatchSummary, { tenant, campaign, classes }: SummaryFilter): boolean {
  const bloom = summary.subarray(headWords + partsIn(summary));
  return (
    ((summary[classesAt] ?? 0) & classes) !== 0 &&
    (campaign === undefined || has(bloom, campaign)) &&
    (tenant === undefined || has(bloom, tenant ^ tenantSeed))
  );
}

/** The parts that can hold records of the campaign with this hash, as numbers that follow each other. */
export function partsOf(summary: BatchSummary, campaign: number): { readonly from: number; readonly to: number } {
  const lowest = summary.subarray(headWords, headWords + partsIn(summary));
  // It can begin in the part before the first that begins with it.
  const reaching = lowest.findIndex((hash) => hash >= campaign);
  const beyond = lowest.findIndex((hash) => hash > campaign);
  const to = beyond < 0 ? lowest.length : beyond;
  const from = reaching < 0 ? lowest.length - 1 : Math.max(0, reaching - 1);
  return { from: Math.min(from, to), to };
}

function note(bloom: Uint32Array, hash: number): void {
  for (const bit of bitsOf(bloom, hash)) bloom[bit >>> 5] = (bloom[bit >>> 5] ?? 0) | (1 << (bit & 31));
}

function has(bloom: Uint32Array, hash: number): boolean {
  return bitsOf(bloom, hash).every((bit) => ((bloom[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0);
}

function bitsOf(bloom: Uint32Array, hash: number): readonly number[] {
  const bits = bloom.length * 32;
  return [(hash >>> 0) % bits, Math.imul(hash, 0x85ebca6b) >>> 0].map((each) => each % bits);
}
