import type { LoopDelay } from './loop-delay.ts';
import type { ProcessMemory } from './process-memory.ts';

/** What the process of the hostile sockets is told. */
export interface AttackOrder {
  readonly port: number;
  readonly seed: number;
  readonly sockets: number;
  /** UA of the attackers. */
  readonly login: string;
  /** Where HTTP is attacked as well, with a token that may read. */
  readonly http?: { readonly port: number; readonly token: string };
}

/** What that process tells several times a second: requests that it has sent by HTTP. */
export interface AttackReport {
  readonly httpRequests: number;
}

/** Limits of the pace of requests. */
export interface PaceLimits {
  readonly messagesPerSecond: number;
  readonly rejectionsPerSecond: number;
  /** Part of the time of the event loop, at most 1. */
  readonly requestTimeShare: number;
}

/** What the process of the service is told. */
export type ServiceOrder =
  | {
      readonly kind: 'start';
      readonly users: string;
      readonly folder: string;
      readonly recordEveryMs: number;
      /** Limits that are not as by default. */
      readonly limits?: PaceLimits;
    }
  | { readonly kind: 'measure' }
  | { readonly kind: 'loop' }
  /** Records nothing more. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'stop' };

/** What a target holds. */
export interface ServiceFigures extends ProcessMemory {
  readonly sessions: number;
  /** Transactions that a socket has, the honest subscriber's included. */
  readonly live: number;
  readonly parked: number;
  readonly recorded: number;
  readonly requests: number;
  /** How often each event of the service has happened. */
  readonly events: Readonly<Record<string, number>>;
}

export type ServiceReport =
  | { readonly kind: 'started'; readonly port: number }
  | { readonly kind: 'paused'; readonly recorded: number }
  | { readonly kind: 'measured'; readonly figures: ServiceFigures }
  /** How late its event loop was since it was last asked. */
  | { readonly kind: 'looped'; readonly delay: LoopDelay }
  /** Sent several times a second: messages that were handled so far, and frames that were none. */
  | { readonly kind: 'progress'; readonly handled: number }
  | { readonly kind: 'stopped'; readonly recorded: number };

/** Milliseconds on a clock that processes of one machine share, with fractions. */
export function sharedNow(): number {
  return performance.timeOrigin + performance.now();
}
