import type { HttpBindings } from '@hono/node-server';
import type { Journal, RecordFilter } from '@sdmp/journal';
import type { SubscriberStatus } from '@sdmp/runtime';
import type { DurableAppend } from '../upstream/durable-append.ts';
import type { UpstreamDetails } from '../upstream/upstream-status.ts';
import type { FullLogger } from '../log/logger.ts';
import type { Caller } from './access/caller.ts';
import type { Readiness } from './readiness.ts';

/** What handlers find in a request's context. */
export interface ApiEnvironment {
  readonly Bindings: HttpBindings;
  readonly Variables: { caller: Caller };
}

/** A sink as it is now; times in Unix milliseconds. */
export interface SinkView {
  readonly name: string;
  readonly kind: string;
  readonly state: 'starting' | 'running' | 'retrying' | 'paused' | 'stopped';
  readonly position: number;
  readonly backlog: number;
  readonly lagMs: number;
  readonly ratePerSecond: number;
  readonly delivered: number;
  readonly refused: number;
  readonly missed: number;
  readonly deadLetters: number;
  readonly attempt: number;
  readonly nextAttemptAt?: number;
  readonly pausedBecause?: string;
  readonly lastError?: { readonly message: string; readonly at: number };
}

export interface DeadLetterView {
  readonly position: number;
  readonly reason: string;
  readonly attempts: number;
  readonly at: number;
}

/** A sink that runs, as far as the API needs it. */
export interface RunningSink {
  readonly status: SinkView;
  pause(): void;
  resume(): void;
  deadLetters(page: { readonly from: number; readonly limit: number }): readonly DeadLetterView[];
  replay(positions: readonly number[] | 'all'): Promise<number>;
  discard(positions: readonly number[] | 'all'): number;
}

/** A sink with what it was told to take. */
export interface ConfiguredSink {
  readonly filter: RecordFilter;
  readonly runner: RunningSink;
}

/** What the API shows and steers. */
export interface ApiParts {
  readonly version: string;
  readonly journal: Journal;
  readonly retention: { readonly ageMs: number; readonly bytes: number };
  readonly appender: Pick<DurableAppend, 'place' | 'isWritable'>;
  /** Outcomes written to subscribers since the start. */
  readonly delivered: () => number;
  readonly subscribers: (most: number) => readonly SubscriberStatus[];
  readonly upstreams: () => readonly UpstreamDetails[];
  /** In the order of the configuration. */
  readonly sinks: () => readonly ConfiguredSink[];
  readonly readiness: () => Readiness;
  /** Share of 1 above which a campaign's abandon rate is marked. */
  readonly abandonLimit: number;
  readonly logger: Pick<FullLogger, 'warn' | 'error'>;
  readonly now: () => number;
}
