import {
  type DamagedBatchError,
  type Journal,
  readBatches,
  type RecordFilter,
  recordsIn,
  type StoredRecord,
} from '@sdmp/journal';

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
  const { signal, filter = {}, onDamage, to = Number.POSITIVE_INFINITY } = range;
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = range;
  const { first, end } = journal;
  const from = Math.min(Math.max(first, range.from ?? first), end);
  for await (const step of readBatches(journal, { from, to: Math.min(end, to + 1), filter, signal })) {
    if (step.kind === 'batch') {
      yield [...recordsIn(step)].filter(({ time }) => time >= since && time < until);
    } else if (step.kind === 'gap' && step.damage !== undefined) {
      if (onDamage === undefined) throw step.damage;
      onDamage(step.damage);
    }
  }
}
