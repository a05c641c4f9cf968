import { DamagedBatchError } from '../damaged-batch-error.ts';
import type { Journal, RecordBatch } from '../journal.ts';

/** The journal, with another `read`: for tests of readers. */
export function withRead(journal: Journal, read: Journal['read']): Journal {
  return new Proxy(journal, {
    get(target, key): unknown {
      if (key === 'read') return read;
      // It would pass by the other one.
      if (key === 'readUnordered') return undefined;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** The journal with the records from `first` on and before `next` damaged, as an engine reports it: for tests of readers. */
export function withDamage(
  journal: Journal,
  { first, next }: { readonly first: number; readonly next: number },
): Journal {
  return withRead(journal, async (from, filter) => {
    if (from >= next) return journal.read(from, filter);
    const damage = new DamagedBatchError('the journal', { first, next }, 'a bit flipped');
    if (from >= first) throw damage;
    const { batch, next: goingOn } = await journal.read(from, filter);
    if (goingOn <= first) return { ...(batch === undefined ? {} : { batch }), next: goingOn };
    if (batch === undefined || batch.first >= first) throw damage;
    return { batch: cutAt(batch, first), next: first };
  });
}

/** The batch without what comes from `position` on. */
function cutAt(batch: RecordBatch, position: number): RecordBatch {
  const count = position - batch.first;
  return {
    ...batch,
    count,
    scopeOf: batch.scopeOf.subarray(0, count),
    classes: batch.classes.subarray(0, count),
    times: batch.times.subarray(0, count),
    ends: batch.ends.subarray(0, count),
  };
}
