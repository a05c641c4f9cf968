import type { RecordBatch, RecordFilter, StoredRecord } from '../journal.ts';

/** Positions of the records from `from` on that pass the filter and the predicate; erased ones are not looked at. */
export function findMatches(
  batch: RecordBatch,
  from: number,
  filter: RecordFilter,
  matches: (record: StoredRecord) => boolean,
): readonly number[] {
  const found: number[] = [];
  const wanted = filter.classes ?? 0xff;
  for (let index = Math.max(0, from - batch.first); index < batch.count; index++) {
    const classes = batch.classes[index] ?? 0;
    const scope = batch.scopes[batch.scopeOf[index] ?? 0];
    if ((classes & wanted) === 0 || scope === undefined) continue;
    if (filter.tenant !== undefined && filter.tenant !== scope.tenant) continue;
    if (filter.campaign !== undefined && filter.campaign !== scope.campaign) continue;
    const start = index === 0 ? 0 : batch.ends[index - 1];
    const body = batch.bodies.subarray(start, batch.ends[index]);
    const position = batch.first + index;
    if (matches({ position, time: batch.times[index] ?? 0, ...scope, classes, body })) found.push(position);
  }
  return found;
}
