import type { CallReports } from '@sdmp/calls';
import type { HttpBindings } from '@hono/node-server';
import type { Journal, RecordFilter, RetryingAppender } from '@sdmp/journal';
import type { InstallationRules } from '@sdmp/outcomes/rules';
import type { ClockStatus, SubscriberStatus } from '@sdmp/runtime';
import type {
  DeadLetter,
  DeadLetterChoice,
  DeadLetterGroup,
  DeadLetterPage,
  SinkHistory,
  SinkStatus,
} from '@sdmp/sinks';
import type { UpstreamHistory } from '../../upstream/upstream-history.ts';
import type { UpstreamDetails } from '../../upstream/upstream-status.ts';
import type { Incident, IncidentQuery } from '../../incidents/incident.ts';
import type { EventsOf } from '../../log/all-events.ts';
import type { BridgeEventLog } from '../../log/bridge-events.ts';
import type { Caller } from '../access/caller.ts';
import type { KeptOptions } from '../statistics/live-statistics.ts';
import type { Readiness } from './readiness.ts';

/** What handlers find in a request's context. */
export interface ApiEnvironment {
  readonly Bindings: HttpBindings;
  readonly Variables: { caller: Caller };
}

/** A sink that runs, as far as the API needs it. */
export interface RunningSink {
  readonly status: SinkStatus;
  history(mostMinutes: number): SinkHistory;
  pause(): void;
  resume(): void;
  deadLetters(page: DeadLetterPage): readonly DeadLetter[];
  deadLetterGroups(): readonly DeadLetterGroup[];
  replay(chosen: DeadLetterChoice): Promise<number>;
  discard(chosen: DeadLetterChoice): number;
}

/** A sink with what it was told to take. */
export interface ConfiguredSink {
  readonly filter: RecordFilter;
  readonly runner: RunningSink;
}

/** The incident log, as far as the API needs it. */
export interface IncidentsToShow {
  /** Grows with every change. */
  readonly revision: number;
  /** The newest first. Throws what SQLite says. */
  find(query: IncidentQuery): readonly Incident[];
}

/** What the API shows and steers. */
export interface ApiParts {
  readonly version: string;
  readonly journal: Journal;
  readonly retention: { readonly ageMs: number; readonly bytes: number };
  readonly appender: Pick<RetryingAppender, 'append' | 'isWritable'>;
  /** Takes reports of calls; undefined where the configuration has none. */
  readonly reports: Pick<CallReports, 'accept' | 'refusal'> | undefined;
  /** What the service knows of its clock. */
  readonly clock: () => ClockStatus;
  /** Outcomes written to subscribers since the start. */
  readonly delivered: () => number;
  readonly subscribers: (most: number) => readonly SubscriberStatus[];
  readonly upstreams: () => readonly UpstreamDetails[];
  /** What an upstream did; undefined when none has that name. */
  readonly upstreamHistory: (name: string, mostMinutes: number) => UpstreamHistory | undefined;
  /** In the order of the configuration. */
  readonly sinks: () => readonly ConfiguredSink[];
  readonly readiness: () => Readiness;
  /** Reads the configuration again; resolves to what is wrong with it, a line each, and to none when it is in force. */
  readonly reload: () => Promise<readonly string[]>;
  /** What an operator must hear of, by what reported it. */
  readonly events: () => readonly EventsOf[];
  readonly incidents: IncidentsToShow;
  /** What success, contact, right party and conversion are; undefined where the configuration does not say. */
  readonly rules: () => InstallationRules | undefined;
  /** Where statistics are kept for the next start; undefined: nowhere. */
  readonly keptStatistics: Pick<KeptOptions, 'path' | 'rulesText'> | undefined;
  /** Share of 1 above which a campaign's abandon rate is marked. */
  readonly abandonLimit: number;
  /** Takes what the API has to report. */
  readonly report: BridgeEventLog;
  readonly now: () => number;
}
