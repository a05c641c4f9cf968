import type { SubscriberStatus } from '@sdmp/runtime';
import type { SinkStatus } from '@sdmp/sinks';
import type { Level } from '../conditions/conditions.ts';
import { conditions } from '../conditions/conditions.ts';
import {
  journalCondition,
  sinkCondition,
  subscriberCondition,
  upstreamCondition,
} from '../conditions/part-conditions.ts';
import { maskToken } from '../http/responses/mask.ts';
import type { UpstreamDetails } from '../upstream/upstream-status.ts';
import type { IncidentPart } from './incident.ts';

/** A part as it is found. */
export interface Observation {
  /** Identifies the part. */
  readonly key: string;
  readonly part: IncidentPart;
  readonly name: string;
  readonly condition: string;
  readonly level: Level;
  readonly reason: string | undefined;
  /** When its condition began, where the part knows it, Unix milliseconds. */
  readonly since?: number | undefined;
  /** What it was before, where the part knows it. */
  readonly before?: string | undefined;
  /** Its latest failure, also when it is over: two looks may miss what was between them. */
  readonly failure?: Failure | undefined;
}

/** A failure, and the condition that the part was in by it. */
export interface Failure {
  readonly condition: string;
  readonly level: Level;
  readonly reason: string;
  readonly at: number;
}

/** What is looked at. */
export interface PartsToObserve {
  readonly isJournalWritable: boolean;
  /** The latest failure to write to the journal. */
  readonly journalFailure: { readonly line: string; readonly at: number } | undefined;
  readonly upstreams: readonly UpstreamDetails[];
  readonly sinks: readonly SinkStatus[];
  readonly subscribers: readonly SubscriberStatus[];
  /** Positions that a subscriber confirms a second. */
  readonly rateOf: (subscriber: SubscriberStatus) => number;
  /** Unix milliseconds. */
  readonly now: number;
}

function observeJournal({ isJournalWritable, journalFailure }: PartsToObserve): Observation {
  const { condition, level } = journalCondition(isJournalWritable);
  const failure =
    journalFailure === undefined
      ? undefined
      : {
          condition: 'unwritable',
          level: conditions.journal.unwritable,
          reason: journalFailure.line,
          at: journalFailure.at,
        };
  return { key: 'journal', part: 'journal', name: '', condition, level, reason: failure?.reason, failure };
}

function observeUpstream(upstream: UpstreamDetails): Observation {
  const { name, lastError, awaySince, awayReason, hasBeenLive } = upstream;
  const { condition, level } = upstreamCondition(upstream);
  return {
    key: `upstream ${name}`,
    part: 'upstream',
    name,
    condition,
    level,
    reason: level === 'bad' ? (awayReason ?? lastError?.message) : undefined,
    since: awaySince,
    before: awaySince !== undefined && hasBeenLive ? 'live' : undefined,
    failure:
      lastError === undefined
        ? undefined
        : { condition: 'away', level: conditions.upstream.away, reason: lastError.message, at: lastError.at },
  };
}

function sinkReason(
  condition: string,
  { lastError, lastRefusal, pausedBecause, lagMs }: SinkStatus,
): string | undefined {
  if (condition === 'refusing' || condition === 'holdsLetters') return lastRefusal?.message;
  if (condition === 'behind') return `The oldest outcome has waited for ${Math.round(lagMs / 1000)} s`;
  return condition === 'paused' ? pausedBecause : lastError?.message;
}

function observeSink(sink: SinkStatus, now: number): Observation {
  const { name, lastError, lastRefusal } = sink;
  const { condition, level } = sinkCondition(sink, now);
  // A refusal is noted as the last error too, and has a condition of its own.
  const isFailure = lastError !== undefined && lastError.at !== lastRefusal?.at;
  return {
    key: `sink ${name}`,
    part: 'sink',
    name,
    condition,
    level,
    reason: sinkReason(condition, sink),
    failure: isFailure
      ? { condition: 'failing', level: conditions.sink.failing, reason: lastError.message, at: lastError.at }
      : undefined,
  };
}

/** Only what stays when its socket closes is told of; tokens are masked, for what is known is on disk. */
function observeSubscriber(subscriber: SubscriberStatus, ratePerSecond: number): Observation | undefined {
  const { tenant, persistToken } = subscriber;
  if (persistToken === undefined) return undefined;
  const token = maskToken(persistToken);
  return {
    key: `subscriber ${tenant}\\${persistToken}`,
    part: 'subscriber',
    name: tenant === '' ? token : `${tenant} ${token}`,
    ...subscriberCondition(subscriber, ratePerSecond),
    reason: undefined,
  };
}

/** Returns every part as it is. */
export function observeParts(parts: PartsToObserve): readonly Observation[] {
  const { upstreams, sinks, subscribers, rateOf, now } = parts;
  return [
    observeJournal(parts),
    ...upstreams.map(observeUpstream),
    ...sinks.map((sink) => observeSink(sink, now)),
    ...subscribers
      .map((subscriber) => observeSubscriber(subscriber, rateOf(subscriber)))
      .filter((observation) => observation !== undefined),
  ];
}
