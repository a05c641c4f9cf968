import type { SubscriberStatus } from '@sdmp/runtime';
import type { SinkStatus } from '@sdmp/sinks';
import { subscriberKey } from '../http/subscribers/describe-subscriber.ts';
import { maxSubscribersListed } from '../http/subscribers/schema.ts';
import { CountRates } from '../http/live/count-rates.ts';
import type { EventsOf } from '../log/all-events.ts';
import type { UpstreamDetails } from '../upstream/upstream-status.ts';
import type { IncidentLog } from './incident-log.ts';
import { IncidentWatch } from './incident-watch.ts';
import { NotedEvents } from './noted-events.ts';
import { observeParts } from './observe-parts.ts';

export interface WatchedParts {
  readonly log: IncidentLog;
  readonly isJournalWritable: () => boolean;
  readonly upstreams: () => readonly UpstreamDetails[];
  readonly sinks: () => readonly SinkStatus[];
  readonly subscribers: (most: number) => readonly SubscriberStatus[];
  readonly events: () => readonly EventsOf[];
  /** Lines about the users that were read since the last call. */
  readonly usersRead: () => readonly string[];
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** Enters every change of the parts in the log from now on. */
export function watchParts(parts: WatchedParts): IncidentWatch {
  const { log, isJournalWritable, upstreams, sinks, subscribers, events, usersRead, now } = parts;
  const noted = new NotedEvents(log);
  const rates = new CountRates();
  const journalFailure = (): { readonly line: string; readonly at: number } | undefined =>
    events()
      .find(({ of }) => of === 'bridge')
      ?.events.find(({ event }) => event === 'journalWritesFailed');
  return new IncidentWatch({
    log,
    now,
    observe: () => {
      const found = subscribers(maxSubscribersListed).filter(({ persistToken }) => persistToken !== undefined);
      rates.sample(
        performance.now(),
        found.map((subscriber) => [subscriberKey(subscriber), subscriber.position]),
      );
      return observeParts({
        isJournalWritable: isJournalWritable(),
        journalFailure: journalFailure(),
        upstreams: upstreams(),
        sinks: sinks(),
        subscribers: found,
        rateOf: (subscriber) => rates.perSecond(subscriberKey(subscriber)),
        now: now(),
      });
    },
    noteEvents: () => {
      noted.take(events());
      for (const reason of usersRead()) {
        log.note({ part: 'users', name: '', before: undefined, after: 'read', level: 'good', reason, at: now() }, 1);
      }
    },
  });
}
