import type { RecordBatch, RecordColumns, RecordFilter, Scope, StoredRecord } from '../journal.ts';

const everyClass = 0xff;

/** Where the body of the record at `index` begins in `bodies`, by the `ends` of its batch; it ends at `ends[index]`. */
export function startOf(ends: RecordColumns['ends'], index: number): number {
  return index === 0 ? 0 : (ends[index - 1] ?? 0);
}

/** The body of the record at `index`: a view of the batch's bytes, to be read only. */
export function bodyOf({ ends, bodies }: Pick<RecordColumns, 'ends' | 'bodies'>, index: number): Uint8Array {
  return bodies.subarray(startOf(ends, index), ends[index]);
}

/** Whether a record of this tenant and campaign can pass the filter. */
export function matchesScope({ tenant, campaign }: Scope, filter: RecordFilter): boolean {
  return (
    (filter.tenant === undefined || filter.tenant === tenant) &&
    (filter.campaign === undefined || filter.campaign === campaign)
  );
}

/** Whether the record at an index of its batch passes a filter. */
export type Matcher = (index: number) => boolean;

/**
 * Returns the test for a batch's records. It works on numbers only, because a batch names each scope once. An erased record
 * passes no filter.
 */
export function matcherOf(
  { scopes, scopeOf, classes }: Pick<RecordBatch, 'scopes' | 'scopeOf' | 'classes'>,
  filter: RecordFilter = {},
): Matcher {
  const isWanted: (boolean | undefined)[] = [];
  const wanted = filter.classes ?? everyClass;
  return (index) => {
    if (((classes[index] ?? 0) & wanted) === 0) return false;
    const scope = scopeOf[index] ?? 0;
    return (isWanted[scope] ??= isOf(scopes, scope, filter));
  };
}

function isOf(scopes: readonly Scope[], index: number, filter: RecordFilter): boolean {
  const scope = scopes[index];
  return scope !== undefined && matchesScope(scope, filter);
}

/** Indexes of the records of a batch that were selected. Reused: valid until the next `select` into it. */
export interface Selection {
  readonly indexes: Uint32Array;
  count: number;
  /** Index after the last record that was looked at. */
  end: number;
  /** Total length of the selected bodies, bytes. */
  bodyBytes: number;
}

/** Creates an empty selection with room for `capacity` records. It takes 4 bytes a record and is reused for batch after batch. */
export function createSelection(capacity: number): Selection {
  return { indexes: new Uint32Array(capacity), count: 0, end: 0, bodyBytes: 0 };
}

/** Where `select` stops in a batch. */
export interface SelectionLimits {
  /** Records selected at most; never more than the selection has room for. */
  readonly records: number;
  /** Stops after the record whose body reaches this many bytes in total. */
  readonly bytes: number;
  /** Index to stop before. Default: all of the batch. */
  readonly until?: number;
}

/** Selects the records of `batch` from index `from` on that pass the filter, up to the limits. */
export function select(
  into: Selection,
  batch: RecordBatch,
  from: number,
  filter: RecordFilter,
  limits: SelectionLimits,
): void {
  const { indexes } = into;
  const { scopes, scopeOf, classes, ends } = batch;
  const end = Math.min(batch.count, limits.until ?? batch.count);
  // Written out instead of `matcherOf`: a call per record is measurable where nothing else is done for each.
  // Of a batch with more scopes than records to look at, as when a few live ones are read, each record's is looked at by itself.
  const isWanted = end - from < scopes.length ? undefined : scopes.map((scope) => matchesScope(scope, filter));
  const wanted = filter.classes ?? everyClass;
  const mostRecords = Math.min(limits.records, indexes.length);
  const mostBytes = limits.bytes;
  let selected = 0;
  let bytes = 0;
  let index = from;
  for (; index < end && selected < mostRecords && bytes < mostBytes; index++) {
    if (((classes[index] ?? 0) & wanted) === 0) continue;
    const scope = scopeOf[index] ?? 0;
    if (isWanted === undefined ? !isOf(scopes, scope, filter) : isWanted[scope] !== true) continue;
    indexes[selected++] = index;
    bytes += (ends[index] ?? 0) - startOf(ends, index);
  }
  into.count = selected;
  into.end = index;
  into.bodyBytes = bytes;
}

/** The record at an index of a batch; undefined when it names no scope. `body` is a view. */
export function recordAt(batch: RecordBatch, index: number): StoredRecord | undefined {
  const scope = batch.scopes[batch.scopeOf[index] ?? 0];
  if (scope === undefined) return undefined;
  return {
    position: batch.first + index,
    time: batch.times[index] ?? 0,
    ...scope,
    classes: batch.classes[index] ?? 0,
    body: bodyOf(batch, index),
  };
}

/** Part of a batch: the records from position `from` on and before `to` that pass the filter. */
export interface BatchPart<Batch = RecordBatch> {
  readonly batch: Batch;
  readonly from: number;
  readonly to: number;
  readonly filter: RecordFilter;
}

/** The records of a part, one by one: convenient, and an object for each. Erased ones are left out. */
export function* recordsIn({ batch, from, to, filter }: BatchPart): Generator<StoredRecord> {
  const matches = matcherOf(batch, filter);
  const end = Math.min(batch.count, to - batch.first);
  for (let index = Math.max(0, from - batch.first); index < end; index++) {
    const record = matches(index) ? recordAt(batch, index) : undefined;
    if (record !== undefined) yield record;
  }
}
