import type { RecordFilter } from '../journal.ts';

/**
 * What a batch holds, small enough to be read for every batch that is passed over: a check word, then three words per
 * scope: hash of the tenant, hash of the campaign, union of the classes. Two names with the same hash cost a needless
 * read, never a wrong answer.
 */
export type BatchSummary = Uint32Array<ArrayBuffer>;

const wordsPerScope = 3;
const hashPrime = 0x01000193;

/** A filter in the terms of summaries. */
export interface SummaryFilter {
  readonly tenant: number | undefined;
  readonly campaign: number | undefined;
  readonly classes: number;
}

/** FNV-1a over UTF-16 units. */
export function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), hashPrime);
  return hash >>> 0;
}

export function emptySummary(scopes: number): BatchSummary {
  return new Uint32Array(1 + scopes * wordsPerScope);
}

export function scopesIn(summary: BatchSummary): number {
  return (summary.length - 1) / wordsPerScope;
}

export function describeScope(
  summary: BatchSummary,
  index: number,
  tenant: number,
  campaign: number,
  classes: number,
): void {
  const at = 1 + index * wordsPerScope;
  summary[at] = tenant;
  summary[at + 1] = campaign;
  summary[at + 2] = classes;
}

/** The classes that records of the scope at an index have. */
export function classesOfScope(summary: BatchSummary, index: number): number {
  return summary[1 + index * wordsPerScope + 2] ?? 0;
}

/** Sets the check word, so that a flipped bit in the summary or in its row's key cannot hide a batch. */
export function stampSummary(summary: BatchSummary, first: number, count: number): void {
  summary[0] = checkWord(summary, first, count);
}

export function summaryIsWhole(summary: BatchSummary, first: number, count: number): boolean {
  return summary.length % wordsPerScope === 1 && summary[0] === checkWord(summary, first, count);
}

/** Over all words behind the first, and the row's key. */
export function checkWord(summary: BatchSummary, first: number, count: number): number {
  let check = Math.imul(first ^ hashPrime, hashPrime) ^ Math.floor(first / 2 ** 32);
  check = Math.imul(check ^ count, hashPrime);
  for (let index = 1; index < summary.length; index++) check = Math.imul(check ^ (summary[index] ?? 0), hashPrime);
  return check >>> 0;
}

/** Undefined when the filter lets everything through. */
export function summaryFilter(filter: RecordFilter | undefined): SummaryFilter | undefined {
  if (filter === undefined) return undefined;
  const { tenant, campaign, classes } = filter;
  if (tenant === undefined && campaign === undefined && classes === undefined) return undefined;
  return {
    tenant: tenant === undefined ? undefined : hashName(tenant),
    campaign: campaign === undefined ? undefined : hashName(campaign),
    classes: classes ?? 0xff,
  };
}

export function canMatch(summary: BatchSummary, filter: SummaryFilter | undefined): boolean {
  if (filter === undefined) return true;
  const { tenant, campaign, classes } = filter;
  for (let at = 1; at < summary.length; at += wordsPerScope) {
    if (tenant !== undefined && summary[at] !== tenant) continue;
    if (campaign !== undefined && summary[at + 1] !== campaign) continue;
    if (((summary[at + 2] ?? 0) & classes) !== 0) return true;
  }
  return false;
}
