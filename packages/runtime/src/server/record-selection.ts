import type { RecordBatch, RecordFilter, Scope } from '@sdmp/journal';

function matchesScope(scope: Scope, filter: RecordFilter): boolean {
  return (
    (filter.tenant === undefined || filter.tenant === scope.tenant) &&
    (filter.campaign === undefined || filter.campaign === scope.campaign)
  );
}

/** Records of a batch that are to be written, as indexes into it. Reused: valid until the next call. */
export interface Selection {
  readonly indexes: Uint32Array;
  count: number;
  /** Index behind the last record looked at. */
  end: number;
  /** Sum of the selected bodies' bytes. */
  bodyBytes: number;
}

export function createSelection(capacity: number): Selection {
  return { indexes: new Uint32Array(capacity), count: 0, end: 0, bodyBytes: 0 };
}

/**
 * Looks at the records of `batch` from index `from` on and selects those that match, up to `maxCount` of them and about
 * `maxBytes` of bodies. Works on numbers only: the batch names each pair of tenant and campaign once.
 */
export function select(
  selection: Selection,
  batch: RecordBatch,
  from: number,
  filter: RecordFilter,
  maxCount: number,
  maxBytes: number,
): void {
  const { indexes } = selection;
  const { scopeOf, classes, ends, count } = batch;
  const isScopeWanted = batch.scopes.map((scope) => matchesScope(scope, filter));
  const wantedClasses = filter.classes ?? 0xff;
  const limit = Math.min(maxCount, indexes.length);
  let selected = 0;
  let bytes = 0;
  let index = from;
  for (; index < count && selected < limit && bytes < maxBytes; index++) {
    if (((classes[index] ?? 0) & wantedClasses) === 0 || isScopeWanted[scopeOf[index] ?? 0] !== true) continue;
    indexes[selected++] = index;
    bytes += (ends[index] ?? 0) - (index === 0 ? 0 : (ends[index - 1] ?? 0));
  }
  selection.count = selected;
  selection.end = index;
  selection.bodyBytes = bytes;
}
