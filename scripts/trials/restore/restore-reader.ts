import type { Journal } from '../../built-packages.ts';

/** One run of a reader on a service. */
export interface Session {
  readonly journal: Journal;
  /** Of the service. */
  readonly port: number;
  /** Ends after this number of outcomes; 0: only begins. */
  readonly limit: number;
  /** Ends with this number. */
  readonly last: number;
  readonly signal: AbortSignal;
}

/** Somebody who is to get every outcome, or to be told. */
export interface RestoreReader {
  readonly kind: string;
  /** Numbers of the outcomes that it has stored. */
  readonly got: ReadonlySet<number>;
  /** How often it was told that outcomes may be missing. */
  readonly told: number;
  /** Runs in the service itself, from its start on. */
  readonly isSink?: boolean;
  readonly read: (session: Session) => Promise<void>;
  readonly close?: () => Promise<void>;
}
