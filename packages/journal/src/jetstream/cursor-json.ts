import { damaged } from '../batch/layout.ts';
import type { CursorChange } from '../engine/cursor-changes.ts';
import type { Cursor, CursorKey } from '../journal.ts';

const utf8 = new TextDecoder();

/** The changes of cursors in a stored batch. Throws `JOURNAL_DAMAGED` when they are none. */
export function readCursorChanges(bytes: Uint8Array): readonly CursorChange[] {
  const list = parse(bytes);
  if (!Array.isArray(list)) throw damaged('its cursors are not a list');
  return list.map((each: unknown) => {
    if (isObject(each) && each['kind'] === 'save') return { kind: 'save', cursor: toCursor(each['cursor']) };
    if (isObject(each) && each['kind'] === 'remove') return { kind: 'remove', key: toKey(each['key']) };
    throw damaged('a change of a cursor is of no known kind');
  });
}

/** A saved cursor. Throws `JOURNAL_DAMAGED`. */
export function toCursor(value: unknown): Cursor {
  if (!isObject(value)) throw damaged('a cursor is not an object');
  const { position, touched, filter } = value;
  if (typeof position !== 'number' || typeof touched !== 'number' || !isObject(filter)) {
    throw damaged('a cursor lacks its position');
  }
  const { tenant, campaign, classes } = filter;
  return {
    ...toKey(value),
    position,
    touched,
    filter: {
      ...(typeof tenant === 'string' ? { tenant } : {}),
      ...(typeof campaign === 'string' ? { campaign } : {}),
      ...(typeof classes === 'number' ? { classes } : {}),
    },
  };
}

/** JSON in bytes. Throws `JOURNAL_DAMAGED`. */
export function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw damaged('it is not JSON', cause);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function toKey(value: unknown): CursorKey {
  if (!isObject(value)) throw damaged('the key of a cursor is not an object');
  const { tenant, name } = value;
  if (typeof tenant !== 'string' || typeof name !== 'string') throw damaged('a cursor is not named');
  return { tenant, name };
}
