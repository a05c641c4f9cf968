import type { WireEncoding } from '@sdmp/codec';
import type { CallReports } from '@sdmp/calls';
import { EventLog } from '@sdmp/events';
import type { Journal, RetentionPolicy } from '@sdmp/journal';
import { defaultMaxFrameBytes, defaultMaxUnreadableInRow, type Release, release } from '@sdmp/protocol';
import type { Logger } from '../logger.ts';
import { type ServerEventLog, serverEvents } from './server-events.ts';
import { defaultTlsLimits, type TlsLimits, type TlsListenOptions } from './tls/tls-listen-options.ts';
import { type AuthenticationLimits, defaultAuthenticationLimits } from './users/authentication-limits.ts';
import type { UserProvider } from './users/user-provider.ts';

/** Where and how a service listens. */
export interface ListenOptions {
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Port; 0 takes a free one. */
  readonly port: number;
  /** `utf-16le` for a Unicode listener. Default `windows-1252`. */
  readonly encoding?: WireEncoding;
  /** Makes it a TLS listener. Default: plain TCP. */
  readonly tls?: TlsListenOptions;
}

/** Every limit of the service, with its default. */
export interface ServiceLimits extends AuthenticationLimits, TlsLimits {
  /** Largest frame that is read, bytes. Default 1 MiB. Above it: skipped, answered by an ER (ER-4). */
  readonly maxFrameBytes: number;
  /** Unreadable frames in a row that close a socket. Default 20 (ER-3). */
  readonly maxUnreadableInRow: number;
  /** How long a socket that is being closed has to take what was written, and to close its side, milliseconds. Default 1,000. */
  readonly closeGraceMs: number;
  /**
   * Sockets at a time. Default 1,000. Above it a new one gets the place of one that has asked for nothing that is right, of an address with more
   * sockets than its own; or ER 9019, and is closed.
   */
  readonly maxSessions: number;
  /**
   * Sockets of one address, or one IPv6 network of 64 bits. Default 500, half of all. Above it a new one gets the place of one whose
   * last request was refused; or ER 9019, and is closed.
   */
  readonly maxSessionsPerAddress: number;
  /** How long a socket may say nothing that has no transaction and asked for no DA, milliseconds. Default 10 minutes. Above it: ER 9019, and it is closed. */
  readonly idleTimeMs: number;
  /** How long a frame that has begun may take to end, milliseconds. Default 60,000. Above it: ER 9019, and the socket is closed. */
  readonly frameTimeMs: number;
  /** How long a socket may take nothing of what was written to it, milliseconds. Default 10 minutes. Above it: it is cut. */
  readonly stalledTimeMs: number;
  /** Bytes of answers that wait to be taken by one socket. Default 16 MiB. Above it: it is cut. */
  readonly maxWaitingBytes: number;
  /**
   * Messages a second of one socket, with a burst of one second's worth; EO and EE count as ten, each KiB of a message as one more.
   * Default 10,000. Above it the socket is not read for a while: nothing is lost, its peer has to wait.
   */
  readonly messagesPerSecond: number;
  /**
   * Messages a second of one socket that are answered by an ER, with a burst of ten seconds' worth. Default 20. Above it the socket is not read
   * for a while: nothing is lost, its peer has to wait. All sockets of an address, those before them included, have five times as many; above
   * that each that errs is read more slowly.
   */
  readonly rejectionsPerSecond: number;
  /**
   * Part of the time of the event loop that requests of all sockets together may take. Default 0.25; above 0, at most 1. Above it: requests wait,
   * those of idle sockets least, and outcomes are delivered as ever.
   */
  readonly requestTimeShare: number;
  /** Transactions of one socket. Default 1,000. Above it: ER. */
  readonly maxTransactionsPerSession: number;
  /**
   * Persistent transactions, parked or live, that count for one user; where nobody authenticates, for one address. Each counts
   * for who asked for it last; after a restart of the service, once it is asked for again. Default 10,000. Above it: ER 9023.
   */
  readonly maxTokensPerUser: number;
  /** Persistent transactions of one tenant. Default 50,000. Above it: ER 9023. */
  readonly maxTokensPerTenant: number;
  /** Persistent transactions in all. Default 100,000. Above it: ER 9023; those that are there can be asked for again. */
  readonly maxTokens: number;
  /** Outcomes that one acknowledging socket may leave unacknowledged. Default 1,000,000. Above it: its delivery waits. */
  readonly maxUnacknowledged: number;
  /** Bytes of outcomes rendered for one write. Default 256 KiB. */
  readonly writeBytes: number;
  /** How often moved positions are saved, milliseconds; those that only passed over outcomes of others 50 times less often. Default 100; 1 to 10,000. */
  readonly saveIntervalMs: number;
  /** How often retention is applied, milliseconds. Default 60,000. */
  readonly retentionIntervalMs: number;
  /** How often transactions that fall behind are reported, milliseconds. Default 60,000 (RC-5). */
  readonly reportIntervalMs: number;
  /** How long a parked token is kept, milliseconds. Default 30 days (PS-9). */
  readonly parkedTokenAgeMs: number;
  /** How often the wall clock is compared with the monotonic one, milliseconds. Default 10,000. */
  readonly clockWatchIntervalMs: number;
  /** A wall clock that moved by more than this in between was set: logged and counted. Default 10,000. */
  readonly clockStepMs: number;
  /** How long the age of parked tokens goes by the clock as it was, after that was set, milliseconds. Default 24 hours. */
  readonly clockStepWaitMs: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Default of every limit of the service, those on authentication and TLS included. */
export const defaultServiceLimits: ServiceLimits = {
  ...defaultAuthenticationLimits,
  ...defaultTlsLimits,
  maxFrameBytes: defaultMaxFrameBytes,
  maxUnreadableInRow: defaultMaxUnreadableInRow,
  closeGraceMs: 1000,
  maxSessions: 1000,
  maxSessionsPerAddress: 500,
  idleTimeMs: 10 * 60_000,
  frameTimeMs: 60_000,
  stalledTimeMs: 10 * 60_000,
  maxWaitingBytes: 16 * 1024 * 1024,
  messagesPerSecond: 10_000,
  rejectionsPerSecond: 20,
  requestTimeShare: 0.25,
  maxTransactionsPerSession: 1000,
  maxTokensPerUser: 10_000,
  maxTokensPerTenant: 50_000,
  maxTokens: 100_000,
  maxUnacknowledged: 1_000_000,
  writeBytes: 256 * 1024,
  saveIntervalMs: 100,
  retentionIntervalMs: 60_000,
  reportIntervalMs: 60_000,
  parkedTokenAgeMs: 30 * dayMs,
  clockWatchIntervalMs: 10_000,
  clockStepMs: 10_000,
  clockStepWaitMs: dayMs,
};

/** Options of `startOutcomeService`. Limits that are left out have the values of `defaultServiceLimits`. */
export interface OutcomeServiceOptions extends Partial<ServiceLimits> {
  /** Where outcomes are, and positions. The service reads it; the recording program appends to it. The caller closes it. */
  readonly journal: Journal;
  /** Where to listen. At least one listener. */
  readonly listen: readonly ListenOptions[];
  /**
   * Who may use the service: every socket must authenticate (UA) before anything else, and sees its tenant alone (AU-2, AU-3).
   * Default: nobody has to authenticate. `openUsers` reads them from a list.
   */
  readonly users?: UserProvider;
  /** Answer an unknown user like a wrong password (RS 2), so that nobody can find out who is there. Default false: RS 1 (AU-1). */
  readonly hideUnknownUsers?: boolean;
  /** Behave as this release. Default: the newest known. Throws `RELEASE_UNKNOWN` for nonsense. */
  readonly release?: string;
  /** What to keep. Default: everything. */
  readonly retention?: RetentionPolicy;
  /**
   * Takes the reports of the telephony layer and of agents (DN, LC, CF, ND, AC, BD, TC, NB, UO) and makes outcomes of them; the caller
   * closes it after the service. Default: reports are answered by an ER.
   */
  readonly reports?: Pick<CallReports, 'refusal' | 'accept'>;
  /** Gets what happens, and of each kind of event only the first lines of a minute and then their number. */
  readonly logger?: Logger;
  /** Unix milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** Milliseconds of a clock that is never set. Default `performance.now`; with `now` alone, the same as `now`. */
  readonly monotonic?: () => number;
  /** Aborting closes the service. */
  readonly signal?: AbortSignal;
}

/** The options with every default filled in. */
export interface ServiceSettings extends ServiceLimits {
  readonly journal: Journal;
  readonly release: Release;
  readonly users: UserProvider | undefined;
  readonly hideUnknownUsers: boolean;
  readonly retention: RetentionPolicy | undefined;
  readonly reports: OutcomeServiceOptions['reports'];
  readonly logger: Logger;
  /** Counts, logs and publishes what an operator must hear of. */
  readonly events: ServerEventLog;
  /** Unix milliseconds, as far as the wall clock is believed. */
  readonly now: () => number;
}

/** The settings with the clocks as they are. */
export interface UnclockedSettings extends ServiceSettings {
  /** The wall clock, Unix milliseconds. */
  readonly now: () => number;
  readonly monotonic: () => number;
}

export function serviceSettings(options: OutcomeServiceOptions): UnclockedSettings {
  const {
    journal,
    release: releaseName,
    users,
    hideUnknownUsers = false,
    retention,
    reports,
    logger = {},
    now,
    monotonic = now ?? (() => performance.now()),
    listen: _,
    signal: __,
    ...limits
  } = options;
  return {
    ...defaultServiceLimits,
    ...limits,
    journal,
    release: release(releaseName),
    users,
    hideUnknownUsers,
    retention,
    reports,
    logger,
    events: new EventLog(serverEvents, { logger, now: now ?? Date.now }),
    now: now ?? Date.now,
    monotonic,
  };
}
