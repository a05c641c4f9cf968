import type { SubscriberStatus } from '@sdmp/runtime';
import type { SinkStatus } from '@sdmp/sinks';
import type { UpstreamDetails } from '../upstream/upstream-status.ts';
import { type ConditionOf, type Conditioned, conditions } from './conditions.ts';

/** Age of the oldest waiting outcome from which a sink is behind, milliseconds. */
const lateMs = 15_000;
/** Time for which a sink counts as refusing after its receiver has refused an outcome, milliseconds. */
const refusingMs = 60_000;
/** Backlog, in seconds of its own rate, from which a connected subscriber is behind. */
const lateSeconds = 15;
/** Minimum backlog to report; smaller ones occur between two looks. */
const fewOutcomes = 500;

/** Returns the condition of the journal. */
export function journalCondition(isWritable: boolean): Conditioned<ConditionOf<'journal'>> {
  const condition = isWritable ? 'writable' : 'unwritable';
  return { condition, level: conditions.journal[condition] };
}

function upstreamConditionName({
  phase,
  awaySince,
}: Pick<UpstreamDetails, 'phase' | 'awaySince'>): ConditionOf<'upstream'> {
  if (phase === 'connecting' || phase === 'waiting') return awaySince === undefined ? 'unreached' : 'away';
  return phase;
}

/** Returns the condition of an upstream. */
export function upstreamCondition(
  upstream: Pick<UpstreamDetails, 'phase' | 'awaySince'>,
): Conditioned<ConditionOf<'upstream'>> {
  const condition = upstreamConditionName(upstream);
  return { condition, level: conditions.upstream[condition] };
}

type SinkFacts = Pick<SinkStatus, 'state' | 'pausedBecause' | 'deadLetters' | 'lagMs' | 'lastRefusal'>;

function sinkConditionName(sink: SinkFacts, now: number): ConditionOf<'sink'> {
  const { state, pausedBecause, deadLetters, lagMs, lastRefusal } = sink;
  if (state === 'paused') return pausedBecause === 'dead-letter-limit' ? 'full' : 'paused';
  if (state === 'retrying') return 'failing';
  if (state === 'stopped') return 'stopped';
  if (deadLetters > 0 && lastRefusal !== undefined && now - lastRefusal.at < refusingMs) return 'refusing';
  if (lagMs >= lateMs) return 'behind';
  return deadLetters > 0 ? 'holdsLetters' : state;
}

/** Returns the condition of a sink. One that refuses outcomes or has dead letters is not well, although it runs. */
export function sinkCondition(sink: SinkFacts, now: number): Conditioned<ConditionOf<'sink'>> {
  const condition = sinkConditionName(sink, now);
  return { condition, level: conditions.sink[condition] };
}

function subscriberConditionName(
  { state, backlog }: Pick<SubscriberStatus, 'state' | 'backlog'>,
  ratePerSecond: number,
): ConditionOf<'subscriber'> {
  if (state === 'parked' || state === 'ended') return backlog === 0 ? 'idle' : 'away';
  if (backlog >= Math.max(fewOutcomes, lateSeconds * ratePerSecond)) return 'behind';
  return state === 'live' ? 'live' : 'catchingUp';
}

/** Returns the condition of a subscriber, from the positions that it confirms a second. */
export function subscriberCondition(
  subscriber: Pick<SubscriberStatus, 'state' | 'backlog'>,
  ratePerSecond: number,
): Conditioned<ConditionOf<'subscriber'>> {
  const condition = subscriberConditionName(subscriber, ratePerSecond);
  return { condition, level: conditions.subscriber[condition] };
}
