import type { JournalRecord, RecordColumns } from '../journal.ts';
import type { DuplicateWindow } from './duplicate-window.ts';
import { type RecordId, recordId } from './record-id.ts';

export interface NewToStore {
  readonly records: readonly JournalRecord[] | RecordColumns;
  /** Per record; may be shorter when the rest has none. */
  readonly ids: readonly RecordId[];
}

/** Leaves out the records that are known to be stored. Columns are left as they are: their duplicates are emptied later. */
export function newToStore(
  records: readonly JournalRecord[] | RecordColumns,
  names: readonly (string | undefined)[],
  window: DuplicateWindow,
): NewToStore {
  const ids = names.map(recordId);
  if ('count' in records || !ids.some((id) => window.has(id))) return { records, ids };
  const isNew = (_: unknown, index: number): boolean => !window.has(ids[index]);
  return { records: records.filter(isNew), ids: ids.filter(isNew) };
}
