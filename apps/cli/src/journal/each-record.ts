import { DamagedBatchError, type Journal, type RecordBatch, type RecordFilter, type StoredRecord } from '@sdmp/journal';

export interface RecordRange {
  readonly filter?: RecordFilter;
  /** First and last position. */
  readonly from?: number;
  readonly to?: number;
  /** From this time on and before that one, Unix milliseconds. */
  readonly since?: number;
  readonly until?: number;
  readonly signal: AbortSignal;
  /** Called with what cannot be read, instead of rejecting. */
  readonly onDamage?: (damage: DamagedBatchError) => void;
}

/** The records that are there now and match, batch by batch; erased ones are passed over. */
export async function* eachRecord(journal: Journal, range: RecordRange): AsyncGenerator<StoredRecord[]> {
  const { signal, from = 0, to = Number.POSITIVE_INFINITY } = range;
  const end = Math.min(journal.end, to + 1);
  for (let at = Math.max(journal.first, from); at < end; ) {
    signal.throwIfAborted();
    const { batch, next } = await readOn(journal, at, range);
    if (batch !== undefined) yield [...recordsOf(batch, at, end)].filter((each) => isWanted(each, range));
    at = Math.max(next, at + 1);
  }
}

async function readOn(journal: Journal, at: number, { filter, onDamage }: RecordRange) {
  try {
    return await journal.read(at, filter);
  } catch (error) {
    if (onDamage === undefined || !(error instanceof DamagedBatchError)) throw error;
    onDamage(error);
    return { batch: undefined, next: error.next };
  }
}

function* recordsOf(batch: RecordBatch, from: number, end: number): Generator<StoredRecord> {
  const { first, count, classes, scopes, scopeOf, times, ends, bodies } = batch;
  for (let index = Math.max(0, from - first); index < count && first + index < end; index++) {
    const scope = scopes[scopeOf[index] ?? 0];
    const bits = classes[index] ?? 0;
    if (bits === 0 || scope === undefined) continue;
    const body = bodies.subarray(index === 0 ? 0 : ends[index - 1], ends[index]);
    yield { position: first + index, time: times[index] ?? 0, ...scope, classes: bits, body };
  }
}

function isWanted({ tenant, campaign, time }: StoredRecord, { filter = {}, since, until }: RecordRange): boolean {
  if (filter.tenant !== undefined && filter.tenant !== tenant) return false;
  if (filter.campaign !== undefined && filter.campaign !== campaign) return false;
  return time >= (since ?? Number.NEGATIVE_INFINITY) && time < (until ?? Number.POSITIVE_INFINITY);
}
