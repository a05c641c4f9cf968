import type { RecordBatch, Scope } from '../journal.ts';
import { damaged, offsetsOf, readHeader, viewBatch } from './layout.ts';

const utf8 = new TextDecoder();

/**
 * The batch in `data`, as made by `packBatch`. The columns are views on `data`; it is copied only when it does not
 * start at a multiple of 8 in its buffer.
 *
 * @throws JournalError `JOURNAL_DAMAGED` when `data` is not a whole batch of a known layout.
 */
export function unpackBatch(data: Uint8Array): RecordBatch {
  const aligned = data.byteOffset % 8 === 0 ? data : new Uint8Array(data);
  const { first, shape } = readHeader(aligned);
  return viewBatch(aligned, first, shape, readScopes(aligned.subarray(offsetsOf(shape).scopes)));
}

function readScopes(bytes: Uint8Array): readonly Scope[] {
  let list: unknown;
  try {
    list = JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw damaged('its list of scopes is not JSON', cause);
  }
  if (!Array.isArray(list)) throw damaged('its scopes are not a list');
  return list.map(toScope);
}

function toScope(names: unknown): Scope {
  if (!Array.isArray(names)) throw damaged('a scope is not a list');
  const [tenant, campaign, source]: unknown[] = names;
  if (typeof tenant !== 'string' || typeof campaign !== 'string') throw damaged('a scope is not a list of names');
  return typeof source === 'string' ? { tenant, campaign, source } : { tenant, campaign };
}

/** What is wrong inside the columns, or nothing. Looks at every record; `unpackBatch` does not. */
export function faultIn(batch: RecordBatch): string | undefined {
  let previous = 0;
  for (const [index, end] of batch.ends.entries()) {
    if (end < previous) return `record ${batch.first + index} ends before it starts`;
    if ((batch.scopeOf[index] ?? 0) >= batch.scopes.length) return `record ${batch.first + index} has no scope`;
    // An erased record has neither class nor body.
    if (batch.classes[index] === 0 && end > previous) return `record ${batch.first + index} has no class`;
    if (!Number.isSafeInteger(batch.times[index])) return `record ${batch.first + index} has no time`;
    previous = end;
  }
  return previous === batch.bodies.length ? undefined : 'bodies are left over after the last record';
}
