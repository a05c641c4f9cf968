import type { WireEncoding } from '@sdmp/codec';
import type { LinkDirection, LinkTarget } from './link-pair.ts';

/**
 * How a link fails.
 * - `close`: both sides are closed, new connections are refused
 * - `reset`: as `close`, but with RST, which discards data in transit
 * - `silence`: bytes are discarded, sockets stay open, and new connections are accepted but lead nowhere
 * - `half-open`: as `silence`, and the target's side is reset at once, so that only the client does not know
 * - `freeze`: nothing is lost and nothing arrives, neither bytes nor the end of a connection, until the link is restored
 * - `withheld-terminator`: toward clients the frame under way arrives without its terminator, and nothing behind it
 * - `half-frame`: toward clients half of the next frame arrives, then both sides are closed; new connections meet the same
 */
export type LinkDeath = 'close' | 'reset' | 'silence' | 'half-open' | 'freeze' | 'withheld-terminator' | 'half-frame';

/** Told of what happens on a link. Must not throw; bytes may be overwritten afterwards. */
export interface LinkWatcher {
  /** `connection` counts from 1. */
  readonly opened?: (connection: number) => void;
  /** Called with bytes as they pass, or are discarded. */
  readonly carried?: (connection: number, towards: LinkDirection, bytes: Uint8Array, hasVanished: boolean) => void;
  readonly closed?: (connection: number) => void;
}

export interface LinkOptions {
  readonly target: LinkTarget;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free port. */
  readonly port?: number;
  /** Tells how long a terminator is, for the deaths that look for it. Default `windows-1252`. */
  readonly encoding?: WireEncoding;
  /** Seed of jitter and garbage. Default 1. */
  readonly seed?: number;
  readonly watcher?: LinkWatcher;
}

/** A snapshot of a link. */
export interface LinkStats {
  /** Open connections. */
  readonly open: number;
  /** Connections accepted since the start. */
  readonly accepted: number;
  /** Bytes carried in both directions. */
  readonly carried: number;
  /** Bytes discarded during silences in both directions. */
  readonly vanished: number;
}

/** A TCP link that can be cut. */
export interface Link {
  readonly host: string;
  /** Stays the same after a cut. */
  readonly port: number;
  /** `host:port`. */
  readonly address: string;
  stats(): LinkStats;
  /** Cuts the link. Default `close`. */
  cut(death?: { readonly how: LinkDeath }): void;
  /** Restores the link. Connections that were open during a silence miss bytes, so they are reset. */
  restore(): Promise<void>;
  /** Ends open connections; new ones are accepted. Default `close`. */
  end(how?: 'close' | 'reset'): void;
  /** Limits each direction of each connection. Without an argument: no limit. */
  throttle(bytesPerSecond?: number): void;
  /** Splits data into chunks of at most `size` bytes. Without an argument: as received. */
  chunk(size?: number): void;
  /** Delays each direction; `jitterMs` is the most that is added at random, in order. Without arguments: none. */
  delay(latencyMs?: number, jitterMs?: number): void;
  /** Whether what clients of new connections send arrives on a second connection too, whose answers are dropped. Default true. */
  duplicate(isDuplicating?: boolean): void;
  /** Sends bytes, or that many random ones, behind what is under way on every open connection. Default towards the client. */
  inject(bytes: Uint8Array | number, towards?: LinkDirection): void;
  /** Resolves when the condition holds. Rejects with `ABORTED`, or `CLOSED` when the link is closed. */
  until(isMet: (stats: LinkStats) => boolean, signal?: AbortSignal): Promise<LinkStats>;
  close(): Promise<void>;
}
