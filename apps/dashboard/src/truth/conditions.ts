import type { SinkEntry, SubscriberEntry, Tick, UpstreamEntry } from '../api/types.ts';
import type { Connection } from '../store/connection.ts';
import { type PartState, partState } from './part-state.ts';
import { type At, subscriberName, words } from './words.ts';

/** Age of the oldest waiting outcome from which a sink is behind. */
const lateMs = 15_000;
/** Time for which a sink counts as refusing after its receiver has refused an outcome. */
const refusingMs = 60_000;
/** Backlog, in seconds of its own rate, from which a connected subscriber is behind. */
const lateSeconds = 15;
/** Minimum backlog to report; smaller ones occur between two ticks. */
const fewOutcomes = 500;

/** Returns the state of the page's connection to the bridge. */
export function linkState(connection: Connection, isHeard: boolean, now: number): PartState {
  const { kind } = connection;
  const condition = kind === 'asleep' || (kind === 'open' && !isHeard) ? 'connecting' : kind;
  const since = kind === 'late' || kind === 'lost' ? connection.since : undefined;
  const reason = kind === 'lost' && connection.reason !== '' ? connection.reason : undefined;
  return partState(`link ${condition}`, words.link[condition], { since, now }, reason);
}

/** Returns the state of the journal. */
export function journalState({ writable }: Tick['journal']): PartState {
  const condition = writable ? 'writable' : 'unwritable';
  return partState(`journal ${condition}`, words.journal[condition], undefined);
}

function dialerCondition({ state, awaySince }: UpstreamEntry): keyof typeof words.dialer {
  if (state === 'connecting' || state === 'waiting') return awaySince === undefined ? 'unreached' : 'away';
  return state;
}

/** Returns the state of a dialer. */
export function dialerState(dialer: At<UpstreamEntry>): PartState {
  const { name, lastError } = dialer.part;
  const condition = dialerCondition(dialer.part);
  return partState(`dialer ${name} ${condition}`, words.dialer[condition], dialer, lastError?.message);
}

/** Whether the receiver has refused an outcome a short time ago. */
function isRefusing({ part: { lastRefusal }, now }: At<SinkEntry>): boolean {
  return lastRefusal !== undefined && now - Date.parse(lastRefusal.at) < refusingMs;
}

function sinkCondition(sink: At<SinkEntry>): keyof typeof words.sink {
  const { state, pausedBecause, deadLetters, lagMs } = sink.part;
  if (state === 'paused') return pausedBecause === 'dead-letter-limit' ? 'full' : 'paused';
  if (state === 'retrying') return 'failing';
  if (state === 'stopped') return 'stopped';
  if (deadLetters > 0 && isRefusing(sink)) return 'refusing';
  if (lagMs >= lateMs) return 'behind';
  if (deadLetters > 0) return 'holdsLetters';
  return state;
}

/** Returns the state of a sink. One that refuses outcomes or has dead letters is not well, although it runs. */
export function sinkState(sink: At<SinkEntry>): PartState {
  const { name, lastError, lastRefusal } = sink.part;
  const condition = sinkCondition(sink);
  const isOfLetters = condition === 'refusing' || condition === 'holdsLetters';
  const isOfFailure = condition === 'failing' || condition === 'stopped' || condition === 'full';
  const reason = isOfLetters ? lastRefusal?.message : isOfFailure ? lastError?.message : undefined;
  return partState(`sink ${name} ${condition}`, words.sink[condition], sink, reason);
}

function subscriberCondition({ state, backlog, ratePerSecond }: SubscriberEntry): keyof typeof words.subscriber {
  if (state === 'parked') return backlog === 0 ? 'idle' : 'away';
  if (backlog >= Math.max(fewOutcomes, lateSeconds * ratePerSecond)) return 'behind';
  return state === 'live' ? 'live' : 'catchingUp';
}

/** Returns the state of a subscriber. */
export function subscriberState(subscriber: At<SubscriberEntry>): PartState {
  const { part } = subscriber;
  const condition = subscriberCondition(part);
  const key = `subscriber ${part.transactionIdentifier} ${subscriberName(part)} ${condition}`;
  return partState(key, words.subscriber[condition], subscriber);
}
