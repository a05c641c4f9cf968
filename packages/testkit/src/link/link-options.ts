import type { WireEncoding } from '@sdmp/codec';
import type { SecureSocket } from '../secure-socket.ts';
import type { LinkDirection } from './link-conditions.ts';
import type { LinkTarget } from './link-pair.ts';

/**
 * How a link fails. Silence, freeze, a withheld terminator and half a frame may be of one direction alone; half open leaves one side
 * unaware, the client by default.
 * - `close`: both sides are closed, new connections are refused
 * - `reset`: as `close`, but with RST, which discards data in transit
 * - `silence`: bytes are discarded, sockets stay open, and new connections are accepted but lead nowhere
 * - `half-open`: as `silence`, and one side is reset at once, so that only the other does not know
 * - `freeze`: nothing is lost and nothing arrives, neither bytes nor the end of a connection, until the link is restored
 * - `withheld-terminator`: the frame under way arrives without its terminator, and nothing behind it; toward clients by default
 * - `half-frame`: half of the next frame arrives, then both sides are closed; new connections meet the same; toward clients by default
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

/** Options of `startLink`. */
export interface LinkOptions {
  /** Where connections are carried to. */
  readonly target: LinkTarget;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free port. */
  readonly port?: number;
  /** Tells how long a terminator is, for the deaths that look for it. Default `windows-1252`. */
  readonly encoding?: WireEncoding;
  /** Seed of jitter and garbage. Default 1. */
  readonly seed?: number;
  /** Is told of what happens on the link. Default: nobody. */
  readonly watcher?: LinkWatcher;
  /** Makes the connection of a client secure, as its server. What passes is what was encrypted. Default: plain TCP. */
  readonly secureClient?: SecureSocket;
  /** Makes the connection to the target secure, as its client. Default: plain TCP. */
  readonly secureTarget?: SecureSocket;
}

/** How a link is cut. */
export interface LinkCut {
  readonly how: LinkDeath;
  /** The direction that fails alone, or the side that a half-open connection leaves unaware. Default: both, or clients where `how` says so. */
  readonly towards?: LinkDirection;
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
  /** Cuts the link. Default `close`. Throws `INVALID_ARGUMENT` for a direction of what ends whole connections. */
  cut(death?: LinkCut): void;
  /** Restores the link, or one direction. Connections that were open during a silence miss bytes, so they are reset. */
  restore(towards?: LinkDirection): Promise<void>;
  /** Ends open connections; new ones are accepted. Default `close`. */
  end(how?: 'close' | 'reset'): void;
  /** Limits each direction of each connection, or one. Without a rate: no limit. */
  throttle(bytesPerSecond?: number, towards?: LinkDirection): void;
  /** Splits data into chunks of at most `size` bytes, in both directions or one. Without a size: as received. */
  chunk(size?: number, towards?: LinkDirection): void;
  /** Delays each direction, or one; `jitterMs` is the most that is added at random, in order. Without times: not. */
  delay(latencyMs?: number, jitterMs?: number, towards?: LinkDirection): void;
  /** Whether what clients of new connections send arrives on a second connection too, whose answers are dropped. Default true. */
  duplicate(isDuplicating?: boolean): void;
  /** Sends bytes, or that many random ones, behind what is under way on every open connection. Default towards the client. */
  inject(bytes: Uint8Array | number, towards?: LinkDirection): void;
  /** Resolves when the condition holds. Rejects with `ABORTED`, or `CLOSED` when the link is closed. */
  until(isMet: (stats: LinkStats) => boolean, signal?: AbortSignal): Promise<LinkStats>;
  close(): Promise<void>;
}
