import type { RecordBatch, Scope } from '../journal.ts';
import type { Part } from './part.ts';

/** What was left out has this scope, which no filter that leaves anything out asks for. */
const NOWHERE: Scope = { tenant: '', campaign: '' };

/**
 * The batch of `count` records at `first`, in the order of its positions. Records that are in none of the parts have no
 * class, no body and no names, so that no filter finds them.
 */
export function joinParts(parts: readonly Part[], first: number, count: number): RecordBatch {
  const scopes = new Scopes();
  const lengths = new Uint32Array(count);
  const scopeOf = new Uint16Array(count);
  const classes = new Uint8Array(count);
  const times = new Float64Array(count);
  let held = 0;
  for (const { records, places } of parts) {
    const scopesHere = records.scopes.map((scope) => scopes.indexOf(scope));
    let start = 0;
    for (let index = 0; index < records.count; index++) {
      const place = places[index] ?? 0;
      if (place >= count) throw new RangeError('a part of it has a record of another batch');
      const end = records.ends[index] ?? start;
      lengths[place] = end - start;
      scopeOf[place] = scopesHere[records.scopeOf[index] ?? 0] ?? 0;
      classes[place] = records.classes[index] ?? 0;
      times[place] = records.times[index] ?? 0;
      start = end;
    }
    held += records.count;
  }
  if (held < count) leaveOut(parts, scopeOf, scopes.indexOf(NOWHERE));
  const ends = endsOf(lengths);
  const bodies = new Uint8Array(ends.at(-1) ?? 0);
  for (const part of parts) copyBodies(part, bodies, ends);
  return { first, count, scopes: scopes.list, scopeOf, classes, times, ends, bodies };
}

function leaveOut(parts: readonly Part[], scopeOf: Uint16Array, nowhere: number): void {
  const known = new Uint8Array(scopeOf.length);
  for (const { places } of parts) for (const place of places) known[place] = 1;
  for (const [place, isKnown] of known.entries()) if (isKnown === 0) scopeOf[place] = nowhere;
}

function endsOf(lengths: Uint32Array): Uint32Array {
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return end;
  });
}

function copyBodies({ records, places }: Part, bodies: Uint8Array, ends: Uint32Array): void {
  let start = 0;
  for (let index = 0; index < records.count; index++) {
    const end = records.ends[index] ?? start;
    bodies.set(records.bodies.subarray(start, end), (ends[places[index] ?? 0] ?? 0) - (end - start));
    start = end;
  }
}

/** Each scope once. */
class Scopes {
  readonly list: Scope[] = [];
  /** Most campaigns have one scope. */
  readonly #byCampaign = new Map<string, number[]>();

  indexOf(scope: Scope): number {
    const same = this.#byCampaign.get(scope.campaign) ?? [];
    const known = same.find((index) => isSame(this.list[index], scope));
    if (known !== undefined) return known;
    const index = this.list.push(scope) - 1;
    this.#byCampaign.set(scope.campaign, [...same, index]);
    return index;
  }
}

function isSame(scope: Scope | undefined, { tenant, source }: Scope): boolean {
  return scope?.tenant === tenant && scope.source === source;
}
