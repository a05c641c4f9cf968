import type { Cursor, CursorKey } from '../journal.ts';

/** Between the parts of a subscriber's cursor name; neither a token nor a transaction identifier can hold it. */
const subscriberSeparator = '\\';
const sinkPrefix = 'sink:';
const upstreamPrefix = 'upstream/';
const callsPrefix = 'calls/';

/** Whose position a cursor is. */
export type CursorOwner =
  | { readonly kind: 'subscriber'; readonly token: string; readonly transactionIdentifier: string }
  | { readonly kind: 'sink'; readonly sink: string }
  | UpstreamCursor
  | { readonly kind: 'calls'; readonly log: string }
  | { readonly kind: 'unknown' };

/** How far another journal has been recorded here: its position is one of that journal. */
export interface UpstreamCursor {
  readonly kind: 'upstream';
  readonly upstream: string;
  /** The persist token that it was read with. */
  readonly token: string;
  /** Id of the upstream's journal. */
  readonly journal: string;
}

/** Where the position of a subscriber's transaction is kept. */
export function subscriberCursor(tenant: string, token: string, transactionIdentifier: string): CursorKey {
  return { tenant, name: token + subscriberSeparator + transactionIdentifier };
}

/** Where the position of a sink is kept: it belongs to no tenant. */
export function sinkCursor(sink: string): CursorKey {
  return { tenant: '', name: sinkPrefix + sink };
}

/** Where it is kept how far a journal of an upstream has been recorded. */
export function upstreamCursor(upstream: string, token: string, journal: string): CursorKey {
  return { tenant: '', name: `${upstreamPrefix}${upstream}/${token}/${journal}` };
}

/** Where it is kept how far a log of reports has become outcomes; `log` is its id, and the position is one of it. */
export function callsCursor(log: string): CursorKey {
  return { tenant: '', name: callsPrefix + log };
}

/** Says whose position a cursor is, by its name. */
export function ownerOf({ tenant, name }: CursorKey): CursorOwner {
  const separator = name.indexOf(subscriberSeparator);
  if (separator > 0) {
    const transactionIdentifier = name.slice(separator + subscriberSeparator.length);
    return { kind: 'subscriber', token: name.slice(0, separator), transactionIdentifier };
  }
  if (tenant !== '') return { kind: 'unknown' };
  if (name.startsWith(sinkPrefix)) return { kind: 'sink', sink: name.slice(sinkPrefix.length) };
  if (name.startsWith(callsPrefix)) return { kind: 'calls', log: name.slice(callsPrefix.length) };
  return upstreamIn(name) ?? { kind: 'unknown' };
}

/** The name of an upstream and the id of a journal hold no slash; a token may. */
function upstreamIn(name: string): UpstreamCursor | undefined {
  const [, upstream, token, journal] = /^upstream\/([^/]+)\/(.*)\/([^/]*)$/s.exec(name) ?? [];
  if (upstream === undefined || token === undefined || journal === undefined) return undefined;
  return { kind: 'upstream', upstream, token, journal };
}

/** Whether the cursor's position is one of the journal that it is saved in; an upstream's is not, nor that in a log of reports. */
export function isOwnPosition(cursor: Pick<Cursor, 'tenant' | 'name'>): boolean {
  const { kind } = ownerOf(cursor);
  return kind !== 'upstream' && kind !== 'calls';
}
