import type { Cursor, CursorKey } from '../journal.ts';

/** What happens to one cursor: it is saved, or removed. */
export type CursorChange =
  | { readonly kind: 'save'; readonly cursor: Cursor }
  | { readonly kind: 'remove'; readonly key: CursorKey };

/** Changes by cursor; the latest one of a cursor counts. */
export type CursorChanges = Map<string, CursorChange>;

/** The same for equal keys, different for different ones. */
export function cursorId({ tenant, name }: CursorKey): string {
  return JSON.stringify([tenant, name]);
}

export function noteSaved(changes: CursorChanges, cursors: readonly Cursor[]): void {
  for (const cursor of cursors) changes.set(cursorId(cursor), { kind: 'save', cursor: copyOf(cursor) });
}

export function noteRemoved(changes: CursorChanges, keys: readonly CursorKey[]): void {
  for (const { tenant, name } of keys)
    changes.set(cursorId({ tenant, name }), { kind: 'remove', key: { tenant, name } });
}

/** Only what belongs to a cursor, so that a caller's own object can neither change nor fail the transaction later. */
function copyOf({ name, tenant, position, filter, touched }: Cursor): Cursor {
  const { tenant: only, campaign, classes } = filter;
  return {
    name,
    tenant,
    position,
    filter: {
      ...(only === undefined ? {} : { tenant: only }),
      ...(campaign === undefined ? {} : { campaign }),
      ...(classes === undefined ? {} : { classes }),
    },
    touched,
  };
}
