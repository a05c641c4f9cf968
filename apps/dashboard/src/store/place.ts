import { signal } from '@preact/signals';

/** What of the page is open, as the address says it: a link to it opens the same. */
export interface Place {
  /** Part of the name of the campaigns shown. */
  readonly campaign: string;
  /** Time range of the figures per campaign, and of the chart; empty for the usual one. */
  readonly window: string;
  readonly chart: string;
  /** Campaign whose day is open, as `campaignKey` names it. */
  readonly day: string;
  /** Dialer, sink or subscriber that is open, as `partKey` names it. */
  readonly part: string;
  /** Whether the incidents are open: `all`, or a kind of part; and of how many days, empty for the usual number. */
  readonly incidents: string;
  readonly days: string;
  /** Request of the API that is open, `all` for none of them; empty for no description of the API. */
  readonly api: string;
  /** Sink whose dead letters are open. */
  readonly letters: string;
  /** Id of the outcome that is open. */
  readonly outcome: string;
  /** Search for outcomes: what is looked for, and the text. `by` is empty without a search. */
  readonly by: string;
  readonly wanted: string;
}

const nowhere: Place = {
  campaign: '',
  window: '',
  chart: '',
  day: '',
  part: '',
  incidents: '',
  days: '',
  api: '',
  letters: '',
  outcome: '',
  by: '',
  wanted: '',
};
const names = Object.keys(nowhere) as readonly (keyof Place)[];

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

/** No value of the protocol has it: it is what separates them there. */
const separator = '\\';

/** Returns the name of a campaign in an address; two tenants may have one of the same name. */
export function campaignKey({ tenant, campaign }: { readonly tenant: string; readonly campaign: string }): string {
  return `${tenant}${separator}${campaign}`;
}

/** Returns the campaign that a key names. */
export function campaignOf(key: string): { readonly tenant: string; readonly campaign: string } {
  const [tenant = '', ...rest] = key.split(separator);
  return { tenant, campaign: rest.join(separator) };
}

const partKinds = ['dialer', 'sink', 'subscriber'] as const;
export type PartKind = (typeof partKinds)[number];

/** Returns the name of a part in an address. */
export function partKey(kind: PartKind, of: string): string {
  return `${kind}${separator}${of}`;
}

/** Returns the part that a key names; of no kind if there is none. */
export function partOf(key: string): { readonly kind: PartKind | undefined; readonly of: string } {
  const [named = '', ...rest] = key.split(separator);
  return { kind: partKinds.find((each) => each === named), of: rest.join(separator) };
}

/** Returns the value that the address names, or the usual one, which it does not name. */
export function chosenIn<Value extends string>(values: readonly Value[], named: string, usual: Value): Value {
  return values.find((each) => each === named) ?? usual;
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
