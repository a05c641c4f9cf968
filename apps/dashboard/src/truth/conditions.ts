import type { SinkEntry, SubscriberEntry, Tick, UpstreamEntry } from '../api/types.ts';
import type { Connection } from '../store/connection.ts';
import { type PartState, partState } from './part-state.ts';
import { type At, linkLevels, subscriberName, words } from './words.ts';

/** Returns the state of the page's connection to the bridge. */
export function linkState(connection: Connection, isHeard: boolean, now: number): PartState {
  const { kind } = connection;
  const condition = kind === 'asleep' || (kind === 'open' && !isHeard) ? 'connecting' : kind;
  const since = kind === 'late' || kind === 'lost' ? connection.since : undefined;
  const reason = kind === 'lost' && connection.reason !== '' ? connection.reason : undefined;
  return partState(
    { key: `link ${condition}`, level: linkLevels[condition] },
    words.link[condition],
    { since, now },
    reason,
  );
}

/** Returns the state of the journal. */
export function journalState({ condition, level }: Tick['journal']): PartState {
  return partState({ key: `journal ${condition}`, level }, words.journal[condition], undefined);
}

/** Returns the state of a dialer. */
export function dialerState(dialer: At<UpstreamEntry>): PartState {
  const { name, condition, level, lastError } = dialer.part;
  return partState({ key: `dialer ${name} ${condition}`, level }, words.dialer[condition], dialer, lastError?.message);
}

/** Returns the state of a sink. */
export function sinkState(sink: At<SinkEntry>): PartState {
  const { name, condition, level, lastError, lastRefusal } = sink.part;
  const isOfLetters = condition === 'refusing' || condition === 'holdsLetters';
  const isOfFailure = condition === 'failing' || condition === 'stopped' || condition === 'full';
  const reason = isOfLetters ? lastRefusal?.message : isOfFailure ? lastError?.message : undefined;
  return partState({ key: `sink ${name} ${condition}`, level }, words.sink[condition], sink, reason);
}

/** Returns the state of a subscriber. */
export function subscriberState(subscriber: At<SubscriberEntry>): PartState {
  const { part } = subscriber;
  const { condition, level } = part;
  const key = `subscriber ${part.transactionIdentifier} ${subscriberName(part)} ${condition}`;
  return partState({ key, level }, words.subscriber[condition], subscriber);
}
