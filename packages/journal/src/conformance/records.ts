import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import type {
  Cursor,
  Journal,
  JournalRecord,
  RecordBatch,
  RecordColumns,
  RecordFilter,
  UnorderedBatch,
} from '../journal.ts';
import { bodyOf } from '../reader/records.ts';
import { unordered } from '../reader/unordered.ts';

export const startTime = 1_700_000_000_000;

/** A record as it came back. */
export interface ReadRecord {
  readonly position: number;
  readonly time: number;
  readonly tenant: string;
  readonly campaign: string;
  readonly source?: string | undefined;
  readonly classes: number;
  readonly body: string;
}

export function record(more: Partial<JournalRecord> = {}): JournalRecord {
  return { time: startTime, tenant: 'acme', campaign: 'spring', classes: 1, body: 'a body', ...more };
}

/** Records whose bodies are their numbers, one millisecond apart. */
export function numbered(count: number, more: Partial<JournalRecord> = {}): readonly JournalRecord[] {
  return Array.from({ length: count }, (_, index) =>
    record({ time: startTime + index, body: `number ${index}`, ...more }),
  );
}

/** The records as columns whose arrays are longer than they must be. */
export function columnsOf(records: readonly JournalRecord[]): RecordColumns {
  const bodies = records.map(({ body }) => Buffer.from(body));
  let end = 0;
  return {
    count: records.length,
    scopes: records.map(({ tenant, campaign, source }) =>
      source === undefined ? { tenant, campaign } : { tenant, campaign, source },
    ),
    scopeOf: Uint16Array.from([...records.keys(), 0]),
    classes: Uint8Array.from([...records.map(({ classes }) => classes), 0]),
    times: Float64Array.from([...records.map(({ time }) => time), 0]),
    ends: Uint32Array.from([...bodies.map(({ length }) => (end += length)), 0]),
    bodies: Uint8Array.from(Buffer.concat([...bodies, Buffer.alloc(1)])),
  };
}

export function cursor(name: string, position: number, more: Partial<Cursor> = {}): Cursor {
  return { name, tenant: 'acme', position, filter: {}, touched: startTime, ...more };
}

export function recordAt(batch: RecordBatch, index: number): ReadRecord {
  const scope = batch.scopes[batch.scopeOf[index] ?? -1];
  assert.ok(scope, `record ${batch.first + index} names no scope`);
  return {
    position: batch.first + index,
    time: batch.times[index] ?? Number.NaN,
    tenant: scope.tenant,
    campaign: scope.campaign,
    ...(scope.source === undefined ? {} : { source: scope.source }),
    classes: batch.classes[index] ?? 0,
    body: Buffer.from(bodyOf(batch, index)).toString(),
  };
}

export function matches(found: ReadRecord, { tenant, campaign, classes }: RecordFilter): boolean {
  if (found.classes === 0) return false;
  if (tenant !== undefined && tenant !== found.tenant) return false;
  if (campaign !== undefined && campaign !== found.campaign) return false;
  return classes === undefined || (classes & found.classes) !== 0;
}

/** Everything that matches from `from` to the end, read as a reader does; checks each step against the contract. */
export async function readAll(
  journal: Journal,
  from = journal.first,
  filter: RecordFilter = {},
): Promise<ReadRecord[]> {
  const found: ReadRecord[] = [];
  for (let at = from; at < journal.end; ) {
    const { batch, next } = await journal.read(at, filter);
    assert.ok(next > at, `reading at ${at} does not lead on, but to ${next}`);
    if (batch !== undefined) found.push(...matchesIn(batch, at, filter));
    at = next;
  }
  return found;
}

/** The same, read by one who needs no order within a batch, and put in order here. */
export async function readAllUnordered(
  journal: Journal,
  from = journal.first,
  filter: RecordFilter = {},
): Promise<ReadRecord[]> {
  const found: ReadRecord[] = [];
  for (let at = from; at < journal.end; ) {
    const { batch, next, release } = await unordered(journal).read(at, filter);
    assert.ok(next > at, `reading at ${at} does not lead on, but to ${next}`);
    for (const each of batch === undefined ? [] : unorderedIn(batch))
      if (each.position >= at && each.position < next && matches(each, filter)) found.push(each);
    release?.();
    at = next;
  }
  return found.toSorted((one, other) => one.position - other.position);
}

function unorderedIn({ first, count, parts }: UnorderedBatch): ReadRecord[] {
  const found = parts.flatMap((part) =>
    Array.from({ length: part.count }, (_, index) => {
      const place = part.places === undefined ? index : (part.places[index] ?? Number.NaN);
      assert.ok(place < count, `a part has a record at place ${place} of ${count}`);
      return { ...recordAt({ ...part, first }, index), position: first + place };
    }),
  );
  assert.equal(new Set(found.map(({ position }) => position)).size, found.length, 'a position is there twice');
  return found;
}

/** The records of a batch from `from` on that match. */
export function matchesIn(batch: RecordBatch, from: number, filter: RecordFilter): ReadRecord[] {
  const { first, count } = batch;
  assert.ok(count > 0, `the batch at ${first} is empty`);
  assert.ok(first + count > from, `the batch at ${first} ends before ${from}`);
  for (const column of [batch.times, batch.ends, batch.scopeOf, batch.classes]) assert.equal(column.length, count);
  const all = Array.from({ length: count }, (_, index) => recordAt(batch, index));
  return all.filter((each) => each.position >= from && matches(each, filter));
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** The error's `code`, or a failed assertion when there is no error. */
export async function codeOf(call: Promise<unknown>): Promise<unknown> {
  const outcome = await call.then(
    () => ({ rejected: false, error: undefined }),
    (error: unknown) => ({ rejected: true, error }),
  );
  assert.ok(outcome.rejected, 'a rejection is missing');
  const { error } = outcome;
  assert.ok(error instanceof Error && 'code' in error, `not an error with a code: ${String(error)}`);
  return error.code;
}
