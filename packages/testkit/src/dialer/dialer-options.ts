import type { Message, WireEncoding } from '@sdmp/codec';
import type { SuccessRule } from '@sdmp/outcomes';
import type { SecureSocket } from '../secure-socket.ts';
import type { ShiftOptions } from '../shift/create-shift.ts';
import type { TransactionState } from './transaction.ts';

/** Options of `startSimulatedDialer`. */
export interface SimulatedDialerOptions extends Partial<ShiftOptions> {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free port. */
  readonly port?: number;
  /** Default `windows-1252`. */
  readonly encoding?: WireEncoding;
  /** Outcomes generated per second, 0 to about 100,000. Default 0: only outcomes given to `record`. */
  readonly outcomesPerSecond?: number;
  /**
   * Whether the dialer understands acknowledgements, with which a client loses nothing when its link fails (ACK-2). Default
   * true; false is how CallGem behaves: what was handed to the kernel counts as delivered. With true, up to `bufferLimit`
   * outcomes are kept for a client that never acknowledges.
   */
  readonly acknowledgements?: boolean;
  /** Maximum number of outcomes in memory for parked and slow clients; the oldest are dropped first. Default 1,000,000. */
  readonly bufferLimit?: number;
  /** Whether an outcome is a success, which SO selects. Default: RE 10 or AO present (OZ-4). */
  readonly isSuccess?: SuccessRule;
  /** Makes the sockets of clients secure, as their server. Default: plain TCP. */
  readonly secure?: SecureSocket;
  /** Called with each message of a client, in order, after it was answered. Must not throw. Default: nothing. */
  readonly onMessage?: (message: Message) => void;
  /** Stops the dialer. */
  readonly signal?: AbortSignal;
}

/** One transaction of a simulated dialer. */
export interface TransactionStats {
  readonly transaction: string;
  readonly isPersistent: boolean;
  readonly state: TransactionState;
  /** Positions between it and the newest outcome, including those that its filter excludes. */
  readonly backlog: number;
  /** Outcomes that matched its filter but were dropped from the full buffer before delivery. */
  readonly lost: number;
}

/** A snapshot of a simulated dialer. */
export interface DialerStats {
  /** Outcomes generated or recorded so far. */
  readonly recorded: number;
  /** Outcomes held in memory. */
  readonly held: number;
  /** Open sockets. */
  readonly sessions: number;
  /** Sockets accepted since the start. */
  readonly accepted: number;
  readonly transactions: readonly TransactionStats[];
}

/** A CallGem-like dialer on a real socket. */
export interface SimulatedDialer {
  readonly host: string;
  readonly port: number;
  /** `host:port`. */
  readonly address: string;
  /** Outcomes generated or recorded so far. */
  readonly recorded: number;
  stats(): DialerStats;
  /** Stops generating outcomes; recorded ones are still delivered. */
  pause(): void;
  resume(): void;
  /** Records and delivers one outcome, given as OZ fields (code, value, code, value …). A TX field is dropped. */
  record(fields: readonly string[]): void;
  /** Resolves with the next message with this code from a client. Rejects with `ABORTED`, or `CLOSED` when the dialer stops. */
  received(code: string, signal?: AbortSignal): Promise<Message>;
  /** Resolves when the condition holds, at once if it already does. Rejects as `received` does. */
  until(isMet: (stats: DialerStats) => boolean, signal?: AbortSignal): Promise<DialerStats>;
  /** Closes every socket and releases the port. */
  stop(): Promise<void>;
}
