import type { Message } from '@sdmp/codec';
import { enumerateEnd, enumerateOutcomes } from '@sdmp/protocol';

/** Requests that read the journal or write to it: what they cost is not in handling them, but in what they begin. */
const heavy: ReadonlySet<string> = new Set([enumerateOutcomes.code, enumerateEnd.code]);
const heavyWeight = 10;

/** What a request weighs against the share of its socket and its messages a second. */
export function weightOf({ code }: Message): number {
  return heavy.has(code) ? heavyWeight : 1;
}
