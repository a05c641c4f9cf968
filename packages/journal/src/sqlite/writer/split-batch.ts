import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { type BatchSummary, hashName } from '../../batch/batch-summary.ts';
import { headerBytes, offsetsOf, viewBatch, writeHeader } from '../../batch/layout.ts';
import type { RecordBatch } from '../../journal.ts';
import { bodyOf, startOf } from '../../reader/records.ts';
import { packPart, partOverhead } from './part.ts';
import { summarizeParts } from './parts-summary.ts';
import { pageBytes } from '../file/schema.ts';

/** With fewer campaigns in a batch splitting gains little: a reader of one of them reads not much more than that. */
const fewestCampaigns = 64;
const fewestBytes = 64 * 1024;
/** What a page of the database holds of one row. */
const partBytes = pageBytes - 44;
/** Time, end, scope and class of a record. */
const columnBytes = 15;
const paddingBytes = 8;

export interface SplitBatch {
  /** In the order of the campaigns' hashes. */
  readonly parts: readonly Uint8Array[];
  readonly summary: BatchSummary;
  readonly crc: number;
}

/** Whether a batch with this number of scopes and bytes may be worth splitting. */
export function isWorthSplitting(scopes: number, bytes: number): boolean {
  return scopes >= fewestCampaigns && bytes >= fewestBytes;
}

/** The records by campaign, in parts of about a page; undefined when there are too few campaigns. */
export function splitBatch(batch: RecordBatch, first: number): SplitBatch | undefined {
  const split = new BatchSplit(batch, first);
  split.pack(Number.POSITIVE_INFINITY);
  return split.finish();
}

/** Splits a batch, some parts at a time. */
export class BatchSplit {
  readonly #batch: RecordBatch;
  readonly #first: number;
  readonly #hashes: Float64Array;
  readonly #order: Uint16Array;
  readonly #names: readonly string[];
  readonly #parts: Uint8Array[] = [];
  readonly #lowest: number[] = [];
  #from = 0;

  constructor(batch: RecordBatch, first: number) {
    this.#batch = batch;
    this.#first = first;
    this.#hashes = Float64Array.from(batch.scopes, ({ campaign }) => hashName(campaign));
    this.#order = new Set(this.#hashes).size < fewestCampaigns ? new Uint16Array() : byHash(batch, this.#hashes);
    this.#names = batch.scopes.map(({ tenant, campaign, source }) =>
      JSON.stringify(source === undefined ? [tenant, campaign] : [tenant, campaign, source]),
    );
  }

  /** Packs at most this number of parts; true when there are no more. */
  pack(parts: number): boolean {
    const batch = this.#batch;
    const order = this.#order;
    for (let packed = 0; packed < parts && this.#from < order.length; packed++) {
      const to = endOfPart(batch, order, this.#from, this.#names);
      const places = order.slice(this.#from, to);
      this.#lowest.push(this.#hashes[batch.scopeOf[places[0] ?? 0] ?? 0] ?? 0);
      this.#parts.push(packPart(this.#first, this.#parts.length, pack(batch, places, this.#names), places));
      this.#from = to;
    }
    return this.#from >= order.length;
  }

  /** When all are packed. Undefined when there are too few campaigns. */
  finish(): SplitBatch | undefined {
    const parts = this.#parts;
    if (parts.length === 0) return undefined;
    const { classes, scopes } = this.#batch;
    let union = 0;
    for (const each of classes) union |= each;
    return { parts, summary: summarizeParts(this.#lowest, scopes, union), crc: checksumOf(parts.map(crcOf)) };
  }
}

/** One checksum over those of the parts. */
export function checksumOf(crcs: readonly number[]): number {
  return crc32(new Uint8Array(Uint32Array.from(crcs).buffer));
}

function crcOf(part: Uint8Array): number {
  return new Uint32Array(part.buffer, part.byteOffset, 1)[0] ?? 0;
}

/** Indexes of the records: by the hash of the campaign, then by scope, then as they were. */
function byHash({ scopeOf, count }: RecordBatch, hashes: Float64Array): Uint16Array {
  const sorted = Array.from(hashes.keys()).toSorted((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0) || a - b);
  const begins = new Uint32Array(hashes.length);
  for (let index = 0; index < count; index++) begins[scopeOf[index] ?? 0] = (begins[scopeOf[index] ?? 0] ?? 0) + 1;
  let begin = 0;
  for (const scope of sorted) {
    const records = begins[scope] ?? 0;
    begins[scope] = begin;
    begin += records;
  }
  const order = new Uint16Array(count);
  for (let index = 0; index < count; index++) {
    const scope = scopeOf[index] ?? 0;
    const at = begins[scope] ?? 0;
    order[at] = index;
    begins[scope] = at + 1;
  }
  return order;
}

/** How far a part reaches that begins at `from`: a record at least, and as many as a page holds. */
function endOfPart(batch: RecordBatch, order: Uint16Array, from: number, names: readonly string[]): number {
  const { scopeOf, ends } = batch;
  let bytes = headerBytes + paddingBytes + 2;
  let latest = -1;
  let at = from;
  for (; at < order.length; at++) {
    const index = order[at] ?? 0;
    const scope = scopeOf[index] ?? 0;
    bytes += (ends[index] ?? 0) - startOf(ends, index) + columnBytes;
    if (scope !== latest) bytes += Buffer.byteLength(names[scope] ?? '') + 1;
    latest = scope;
    if (at > from && bytes + partOverhead(at - from + 1) > partBytes) break;
  }
  return at;
}

/** Packs the records at these places, whose scopes lie together, as a batch of their own. */
function pack(batch: RecordBatch, places: Uint16Array, names: readonly string[]): Uint8Array {
  const { scopeOf, classes, times, ends } = batch;
  let bodyBytes = 0;
  for (const place of places) bodyBytes += (ends[place] ?? 0) - startOf(ends, place);
  const scopes: string[] = [];
  const scopesHere = new Uint16Array(places.length);
  let latest = -1;
  for (let index = 0; index < places.length; index++) {
    const scope = scopeOf[places[index] ?? 0] ?? 0;
    if (scope !== latest) scopes.push(names[scope] ?? '');
    latest = scope;
    scopesHere[index] = scopes.length - 1;
  }
  const json = Buffer.from(`[${scopes.join(',')}]`);
  const shape = { count: places.length, bodyBytes, scopeBytes: json.length };
  const at = offsetsOf(shape);
  const data = new Uint8Array(at.total);
  writeHeader(data, shape);
  data.set(json, at.scopes);
  const packed = viewBatch(data, 0, shape, []);
  packed.scopeOf.set(scopesHere);
  let end = 0;
  for (let index = 0; index < places.length; index++) {
    const place = places[index] ?? 0;
    const body = bodyOf(batch, place);
    packed.bodies.set(body, end);
    end += body.length;
    packed.ends[index] = end;
    packed.times[index] = times[place] ?? 0;
    packed.classes[index] = classes[place] ?? 0;
  }
  return data;
}
