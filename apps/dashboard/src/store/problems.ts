import type { Campaigns, SinkEntry, SubscriberEntry, Tick, UpstreamEntry } from '../api/types.ts';
import { count, counted } from '../format/numbers.ts';
import { clock, duration } from '../format/times.ts';

/** `bad`: outcomes are not delivered or recorded; `warn`: something is late or needs attention. */
export type Level = 'bad' | 'warn';

/** A problem to show. */
export interface Problem {
  /** Identifies the problem, independent of its figures. */
  readonly key: string;
  readonly level: Level;
  readonly text: string;
  readonly detail?: string;
}

/** Age of the oldest waiting outcome from which a sink is behind. */
export const lateMs = 15_000;
/** Backlog, in seconds of its own rate, from which a connected subscriber is behind. */
const lateSeconds = 15;
/** Minimum backlog to report; smaller ones occur between two ticks. */
const fewOutcomes = 500;

function upstreamProblem({ name, state, awaySince, lastError }: UpstreamEntry, now: number): Problem[] {
  const key = `upstream ${name} ${state}`;
  const detail = lastError === undefined ? {} : { detail: lastError.message };
  const since = awaySince === undefined ? '' : ` since ${clock(Date.parse(awaySince), now)}`;
  switch (state) {
    case 'live':
      return [];
    case 'rolling':
      return [{ key, level: 'warn', text: `${name} is catching up` }];
    case 'refused':
      return [{ key, level: 'bad', text: `${name} has refused the bridge${since}`, ...detail }];
    case 'connecting':
    case 'waiting': {
      const text =
        awaySince === undefined ? `${name} has not been reached yet` : `${name} has been disconnected${since}`;
      return [{ key: `upstream ${name} away`, level: 'bad', text, ...detail }];
    }
    case 'closed':
      return [{ key, level: 'bad', text: `${name} is closed: the bridge is stopping` }];
    default:
      return [];
  }
}

function sinkProblem({ name, state, backlog, lagMs, pausedBecause, lastError }: SinkEntry): Problem[] {
  const waiting = backlog === 0 ? '' : `, ${count(backlog)} waiting`;
  const key = `sink ${name} ${state}`;
  const detail = lastError === undefined ? {} : { detail: lastError.message };
  switch (state) {
    case 'paused': {
      const isFull = pausedBecause === 'dead-letter-limit';
      const text = isFull ? `${name} is paused: too many dead letters${waiting}` : `${name} is paused${waiting}`;
      return [{ key, level: isFull ? 'bad' : 'warn', text }];
    }
    case 'retrying':
      return [{ key, level: 'bad', text: `Delivery to ${name} fails${waiting}`, ...detail }];
    case 'stopped':
      return [{ key, level: 'bad', text: `${name} has stopped${waiting}`, ...detail }];
    case 'starting':
    case 'running':
      if (lagMs < lateMs) return [];
      return [
        {
          key: `sink ${name} behind`,
          level: 'warn',
          text: `${name} is ${count(backlog)} behind`,
          detail: `The oldest has waited for ${duration(lagMs)}.`,
        },
      ];
    default:
      return [];
  }
}

/** Returns a name for a subscriber: the end of its token, or its address or tenant. */
export function subscriberName({ persistToken, remote, tenant }: SubscriberEntry): string {
  return persistToken ?? remote ?? tenant;
}

function subscriberProblem(subscriber: SubscriberEntry): Problem[] {
  const { state, backlog, ratePerSecond } = subscriber;
  const name = `Subscriber ${subscriberName(subscriber)}`;
  const key = `subscriber ${subscriber.transactionIdentifier} ${subscriberName(subscriber)} ${state}`;
  if (state === 'parked') {
    return backlog === 0 ? [] : [{ key, level: 'warn', text: `${name} is disconnected, ${count(backlog)} waiting` }];
  }
  if (backlog < Math.max(fewOutcomes, lateSeconds * ratePerSecond)) return [];
  return [{ key, level: 'warn', text: `${name} is ${count(backlog)} behind` }];
}

/** Returns a note about campaigns over the abandon limit, which does not affect delivery. */
export function campaignProblem({ campaigns }: Pick<Campaigns, 'campaigns'>): Problem[] {
  const over = campaigns.filter(({ isOverLimit }) => isOverLimit);
  const [first] = over;
  if (first === undefined) return [];
  const who = over.length === 1 ? `${first.campaign} abandons` : `${count(over.length)} campaigns abandon`;
  return [{ key: `abandon ${over.length === 1 ? '1' : 'n'}`, level: 'warn', text: `${who} more calls than the limit` }];
}

/** Returns all problems, the worst first. */
export function problemsOf(tick: Tick, now: number): readonly Problem[] {
  const { journal, upstreams, sinks, subscribers, missing } = tick;
  const found: Problem[] = [
    ...(journal.writable
      ? []
      : [{ key: 'journal', level: 'bad', text: 'The journal cannot be written to: nothing is recorded' } as const]),
    ...upstreams.flatMap((upstream) => upstreamProblem(upstream, now)),
    ...sinks.flatMap(sinkProblem),
    ...subscribers.flatMap(subscriberProblem),
  ];
  // Other reasons why the bridge is not ready; dialers and the journal are covered above.
  const others = missing.filter((line) => !line.startsWith('upstream ') && !line.startsWith('the journal'));
  for (const line of others) found.push({ key: line, level: 'bad', text: line });
  return found.toSorted((a, b) => Number(a.level === 'warn') - Number(b.level === 'warn'));
}

/** Describes the route of outcomes: `from 1 dialer to 2 sinks`. */
export function flowWords({ upstreams, sinks, subscribers }: Tick): string {
  const from = counted(upstreams.length, 'dialer', 'dialers');
  const to = [
    ...(sinks.length === 0 ? [] : [counted(sinks.length, 'sink', 'sinks')]),
    ...(subscribers.length === 0 ? [] : [counted(subscribers.length, 'subscriber', 'subscribers')]),
  ];
  return to.length === 0 ? `from ${from} into the journal` : `from ${from} to ${to.join(' and ')}`;
}
