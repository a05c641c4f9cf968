import { signal } from '@preact/signals';

/** What of the page is open, as the address says it: a link to it opens the same. */
export interface Place {
  /** Part of the name of the campaigns shown. */
  readonly campaign: string;
  /** Sink whose dead letters are open. */
  readonly letters: string;
  /** Id of the outcome that is open. */
  readonly outcome: string;
  /** Search for outcomes: what is looked for, and the text. `by` is empty without a search. */
  readonly by: string;
  readonly wanted: string;
}

const nowhere: Place = { campaign: '', letters: '', outcome: '', by: '', wanted: '' };
const names = ['campaign', 'letters', 'outcome', 'by', 'wanted'] as const satisfies readonly (keyof Place)[];

/** Longest value that is taken from an address. */
const longest = 500;

/** Returns the place that the query of an address names. What it does not know it leaves out. */
export function placeIn(query: string): Place {
  const given = new URLSearchParams(query);
  const values = names.map((name) => [name, (given.get(name) ?? '').slice(0, longest)]);
  return { ...nowhere, ...(Object.fromEntries(values) as Partial<Place>) };
}

/** Returns the query of the address of a place; empty for the page as it opens. */
export function queryOf(place: Place): string {
  const said = new URLSearchParams(names.filter((name) => place[name] !== '').map((name) => [name, place[name]]));
  return said.size === 0 ? '' : `?${said.toString()}`;
}

/** Where the page is. */
export const place = signal<Place>(placeIn(globalThis.location?.search ?? ''));

/** Opens or closes a part of the page; the back button leads to where it was. */
export function goTo(change: Partial<Place>): void {
  const next = { ...place.peek(), ...change };
  if (queryOf(next) === queryOf(place.peek())) return;
  history.pushState(null, '', `${location.pathname}${queryOf(next)}`);
  place.value = next;
}

/** As `goTo`, for what changes with each key: the back button does not stop at every letter. */
export function moveTo(change: Partial<Place>): void {
  const next = { ...place.peek(), ...change };
  history.replaceState(null, '', `${location.pathname}${queryOf(next)}`);
  place.value = next;
}

/** Follows the back and forward buttons. */
export function startPlace(): void {
  addEventListener('popstate', () => {
    place.value = placeIn(location.search);
  });
}
