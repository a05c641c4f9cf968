import type { Campaigns, SinkEntry, SubscriberEntry, Tick, UpstreamEntry } from '../api/types.ts';
import { count, counted, rate } from '../format/numbers.ts';
import type { Connection } from '../store/connection.ts';
import { dialerState, journalState, linkState, sinkState, subscriberState } from './conditions.ts';
import { asItWas, type Level, type PartState, problemsIn } from './part-state.ts';

/** A part with its state. */
export interface Seen<Part> {
  readonly part: Part;
  readonly state: PartState;
}

/** Overall state: the worst of all parts, and what to do. */
export interface Headline {
  readonly level: Level;
  readonly text: string;
  /** Why, or where outcomes flow. */
  readonly detail: string;
  readonly todo: string;
  /** Further problems. */
  readonly others: readonly PartState[];
  /** Changes with the set of problems, not with every figure. */
  readonly key: string;
}

/** What the page shows of the state of all parts. Rows and headline have no other source. */
export interface Truth {
  readonly link: PartState;
  /** Whether the data are older than a few seconds: nothing is known of now. */
  readonly isStale: boolean;
  /** Undefined before the first data. */
  readonly journal: PartState | undefined;
  readonly dialers: readonly Seen<UpstreamEntry>[];
  readonly sinks: readonly Seen<SinkEntry>[];
  readonly subscribers: readonly Seen<SubscriberEntry>[];
  readonly head: Headline;
}

export interface Facts {
  readonly connection: Connection;
  readonly tick: Tick | undefined;
  readonly campaigns: Campaigns | undefined;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Returns the truth about all parts, from what was last heard of them. */
export function truthOf({ connection, tick, campaigns, now }: Facts): Truth {
  const link = linkState(connection, tick !== undefined, now);
  const isStale = link.level !== 'good';
  const look = (state: PartState): PartState => (isStale ? asItWas(state) : state);
  const see = <Part>(parts: readonly Part[], of: (seen: { part: Part; now: number }) => PartState): Seen<Part>[] =>
    parts.map((part) => ({ part, state: look(of({ part, now })) }));
  const seen = {
    link,
    isStale,
    journal: tick === undefined ? undefined : look(journalState(tick.journal)),
    dialers: see(tick?.upstreams ?? [], dialerState),
    sinks: see(tick?.sinks ?? [], sinkState),
    subscribers: see(tick?.subscribers ?? [], subscriberState),
  };
  return { ...seen, head: headOf(seen, tick, campaigns) };
}

function headOf(seen: Omit<Truth, 'head'>, tick: Tick | undefined, campaigns: Campaigns | undefined): Headline {
  const { link, isStale } = seen;
  if (isStale || tick === undefined) return headlineOf([link], '');
  const parts = [...seen.dialers, ...seen.sinks, ...seen.subscribers].map(({ state }) => state);
  const journal = seen.journal === undefined ? [] : [seen.journal];
  const problems = problemsIn([...journal, ...parts, ...otherReasons(tick)]);
  const notes = campaignNotes(campaigns);
  const perSecond = tick.upstreams.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0);
  const flow = `${rate(perSecond)} outcomes per second ${flowWords(tick)}.`;
  const well: PartState = { key: 'well', level: 'good', word: '', text: 'Everything arrives' };
  return headlineOf([...(problems.length === 0 ? [well] : problems), ...notes], flow);
}

function headlineOf([worst, ...others]: readonly PartState[], flow: string): Headline {
  const { level = 'unknown', text = '', reason, todo = '' } = worst ?? {};
  const key = [...(worst === undefined ? [] : [worst]), ...others].map((each) => each.key).join('; ');
  return { level, text, detail: reason ?? flow, todo, others, key };
}

/** Returns other reasons why the bridge is not ready; dialers and the journal are told of by themselves. */
function otherReasons({ missing }: Tick): PartState[] {
  return missing
    .filter((line) => !line.startsWith('upstream ') && !line.startsWith('the journal'))
    .map((line) => ({ key: line, level: 'bad', word: 'not ready', text: line }));
}

/** Returns a note about campaigns over the abandon limit, which does not affect delivery. */
function campaignNotes(campaigns: Campaigns | undefined): PartState[] {
  const over = campaigns?.campaigns.filter(({ isOverLimit }) => isOverLimit) ?? [];
  const [first] = over;
  if (first === undefined) return [];
  const who = over.length === 1 ? `${first.campaign} abandons` : `${count(over.length)} campaigns abandon`;
  const key = `abandon ${over.length === 1 ? '1' : 'n'}`;
  return [{ key, level: 'warn', word: 'over the limit', text: `${who} more calls than the limit` }];
}

/** Describes the route of outcomes: `from 1 dialer to 2 sinks`. */
function flowWords({ upstreams, sinks, subscribers }: Tick): string {
  const from = counted(upstreams.length, 'dialer', 'dialers');
  const to = [
    ...(sinks.length === 0 ? [] : [counted(sinks.length, 'sink', 'sinks')]),
    ...(subscribers.length === 0 ? [] : [counted(subscribers.length, 'subscriber', 'subscribers')]),
  ];
  return to.length === 0 ? `from ${from} into the journal` : `from ${from} to ${to.join(' and ')}`;
}
