import type { Sink } from '../sink.ts';

/** A sink under test, before it was opened, and its receiver. */
export interface SinkSubject {
  readonly sink: Sink;
  /** Ids of the outcomes that the receiver holds, as one that goes by ids: each once, in the order of arrival. */
  readonly received: () => Promise<readonly string[]>;
  /** Another sink of the same settings for the same receiver, as after a restart. */
  readonly again: () => Promise<Sink>;
  /** Makes the receiver unreachable. Left out where there is nothing to reach. */
  readonly takeDown?: () => Promise<void>;
  /** Undoes `takeDown`. */
  readonly bringUp?: () => Promise<void>;
  /** Closes what is open but for sinks, and removes what was made. */
  readonly dispose: () => Promise<void>;
}

/** One named statement about a sink, for any test runner: `test(name, run)`. */
export interface SinkCase {
  readonly name: string;
  /** Rejects with an `AssertionError` when the sink does not hold to it. */
  readonly run: () => Promise<void>;
}

export interface SinkStatement {
  readonly name: string;
  readonly check: (subject: SinkSubject) => Promise<void>;
}
