import { copyWords, viewOf, wordBytes } from '../../batch/copy-words.ts';
import type { RecordBatch, Scope } from '../../journal.ts';
import type { Part } from '../writer/part.ts';

/** What was left out has this scope, which no filter that leaves anything out asks for. */
const noScope: Scope = { tenant: '', campaign: '' };

/**
 * The records of a batch's parts in the order of their positions. Records that are in none of the parts have no class, no
 * body and no names, so that no filter finds them.
 */
export class JoinedParts {
  readonly #bodies: readonly DataView[];
  readonly #scopes = new Scopes();
  /** By place in the batch: the part that a record is in, and where its body begins there. */
  readonly #partOf: Uint16Array;
  readonly #starts: Uint32Array;
  readonly #lengths: Uint32Array;
  readonly #scopeOf: Uint16Array;
  readonly #classes: Uint8Array;
  readonly #times: Float64Array;
  /** Of the bodies. */
  readonly bytes: number;

  constructor(parts: readonly Part[], count: number) {
    this.#partOf = new Uint16Array(count);
    this.#starts = new Uint32Array(count);
    this.#lengths = new Uint32Array(count);
    this.#scopeOf = new Uint16Array(count);
    this.#classes = new Uint8Array(count);
    this.#times = new Float64Array(count);
    this.#bodies = parts.map(({ records }) => viewOf(records.bodies));
    let held = 0;
    for (const [number, part] of parts.entries()) {
      this.#place(part, number, count);
      held += part.records.count;
    }
    if (held < count) this.#leaveOut(parts);
    this.bytes = this.#bodies.reduce((bytes, { byteLength }) => bytes + byteLength, 0);
  }

  /** The records from place `from` on and before `to`, of a batch at `first`. */
  slice(first: number, from: number, to: number): RecordBatch {
    const isWhole = from === 0 && to === this.#times.length;
    const ends = endsOf(this.#lengths.subarray(from, to));
    return {
      first: first + from,
      count: to - from,
      scopes: this.#scopes.list,
      scopeOf: isWhole ? this.#scopeOf : this.#scopeOf.slice(from, to),
      classes: isWhole ? this.#classes : this.#classes.slice(from, to),
      times: isWhole ? this.#times : this.#times.slice(from, to),
      ends,
      bodies: this.#copyBodies(from, ends),
    };
  }

  #place({ records, places }: Part, number: number, count: number): void {
    const scopesHere = records.scopes.map((scope) => this.#scopes.indexOf(scope));
    let start = 0;
    for (let index = 0; index < records.count; index++) {
      const place = places[index] ?? 0;
      if (place >= count) throw new RangeError('a part of it has a record of another batch');
      const end = records.ends[index] ?? start;
      this.#partOf[place] = number;
      this.#starts[place] = start;
      this.#lengths[place] = end - start;
      this.#scopeOf[place] = scopesHere[records.scopeOf[index] ?? 0] ?? 0;
      this.#classes[place] = records.classes[index] ?? 0;
      this.#times[place] = records.times[index] ?? 0;
      start = end;
    }
  }

  #leaveOut(parts: readonly Part[]): void {
    const nowhere = this.#scopes.indexOf(noScope);
    const known = new Uint8Array(this.#scopeOf.length);
    for (const { places } of parts) for (const place of places) known[place] = 1;
    for (let place = 0; place < known.length; place++) if (known[place] === 0) this.#scopeOf[place] = nowhere;
  }

  #copyBodies(from: number, ends: Uint32Array): Uint8Array {
    const total = ends.at(-1) ?? 0;
    const buffer = new ArrayBuffer(total + wordBytes);
    const target = new DataView(buffer);
    let at = 0;
    for (let index = 0; index < ends.length; index++) {
      const place = from + index;
      const source = this.#bodies[this.#partOf[place] ?? 0];
      const start = this.#starts[place] ?? 0;
      const end = ends[index] ?? at;
      if (source !== undefined && end > at) copyWords(target, at, source, start, start + end - at);
      at = end;
    }
    return new Uint8Array(buffer, 0, total);
  }
}

function endsOf(lengths: Uint32Array): Uint32Array {
  const ends = new Uint32Array(lengths.length);
  let end = 0;
  for (let index = 0; index < lengths.length; index++) {
    end += lengths[index] ?? 0;
    ends[index] = end;
  }
  return ends;
}

/** Each scope once. */
class Scopes {
  readonly list: Scope[] = [];
  /** Most campaigns have one scope. */
  readonly #byCampaign = new Map<string, number[]>();

  indexOf(scope: Scope): number {
    const same = this.#byCampaign.get(scope.campaign);
    const known = same?.find((index) => isSame(this.list[index], scope));
    if (known !== undefined) return known;
    const index = this.list.push(scope) - 1;
    if (same === undefined) this.#byCampaign.set(scope.campaign, [index]);
    else same.push(index);
    return index;
  }
}

function isSame(scope: Scope | undefined, { tenant, source }: Scope): boolean {
  return scope?.tenant === tenant && scope.source === source;
}
