import type { Message, WireEncoding } from '@sdmp/codec';
import type { SuccessRule } from '@sdmp/outcomes';
import type { ShiftOptions } from '../shift/create-shift.ts';
import type { TransactionState } from './transaction.ts';

export interface SimulatedDialerOptions extends Partial<ShiftOptions> {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** Default `windows-1252`. */
  readonly encoding?: WireEncoding;
  /** Outcomes it makes by itself, from 0 to some 100,000 a second. Default 0: only what `record` is given. */
  readonly outcomesPerSecond?: number;
  /**
   * Whether an acknowledging client loses nothing when its link dies (ACK-2). Default true; false is CallGem's way: what has
   * left for the kernel counts as delivered. With true, outcomes are kept up to `bufferLimit` for a client that never
   * acknowledges.
   */
  readonly acknowledgements?: boolean;
  /** Most outcomes held in memory for parked and slow clients; the oldest go first. Default 1,000,000. */
  readonly bufferLimit?: number;
  /** Default: RE 10 or AO present (OZ-4). */
  readonly isSuccess?: SuccessRule;
  /** Stops the dialer. */
  readonly signal?: AbortSignal;
}

/** One transaction of a simulated dialer. */
export interface TransactionStats {
  readonly transaction: string;
  readonly isPersistent: boolean;
  readonly state: TransactionState;
  /** Positions between it and the newest outcome; not all of them need match. */
  readonly backlog: number;
  /** Outcomes it wanted and that went for lack of room. */
  readonly lost: number;
}

/** A simulated dialer at a moment. */
export interface DialerStats {
  /** Outcomes made or given so far. */
  readonly recorded: number;
  /** Outcomes held in memory. */
  readonly held: number;
  /** Open sockets. */
  readonly sessions: number;
  /** Sockets accepted so far. */
  readonly accepted: number;
  readonly transactions: readonly TransactionStats[];
}

/** A CallGem-like dialer on a real socket. */
export interface SimulatedDialer {
  readonly host: string;
  readonly port: number;
  /** `host:port`. */
  readonly address: string;
  /** Outcomes made or given so far. */
  readonly recorded: number;
  stats(): DialerStats;
  /** Stops making outcomes; what is under way is delivered. */
  pause(): void;
  resume(): void;
  /** Records one outcome, given as OZ fields (code, value, code, value …) and delivers it. A TX among them is dropped. */
  record(fields: readonly string[]): void;
  /** The next message with this code that a client sends. Rejects with `ABORTED`, or `CLOSED` when the dialer stops. */
  received(code: string, signal?: AbortSignal): Promise<Message>;
  /** Resolves as soon as the condition holds, at once where it does already. Rejects as `received` does. */
  until(isMet: (stats: DialerStats) => boolean, signal?: AbortSignal): Promise<DialerStats>;
  /** Ends every socket and lets go of the port. */
  stop(): Promise<void>;
}
