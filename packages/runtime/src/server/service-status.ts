import type { EventRecord } from '@sdmp/events';
import type { JournalStats } from '@sdmp/journal';
import type { ClockStatus } from './clock-watch.ts';
import type { ServiceCounters } from './counters.ts';
import { estimateRollforward } from './rollforward-report.ts';
import type { serverEvents } from './server-events.ts';
import type { ServiceSettings } from './service-options.ts';
import type { TransactionState } from './transaction-state.ts';
import type { TransactionRegistry } from './transaction-registry.ts';

/** State of a transaction, as in `ServiceStatus`. */
export interface TransactionStatus {
  /** Name of the transaction (TX). For a parked token that of its last request. */
  readonly transactionIdentifier: string;
  /** Absent for a transaction that ends with its socket. */
  readonly persistToken?: string;
  /** Tenant of the token or, without one, of the request. Empty: every tenant's outcomes. */
  readonly tenant: string;
  /** Whether it is live, rolling forward, or parked. */
  readonly state: TransactionState;
  /** Next position to be confirmed. */
  readonly position: number;
  /** Recorded outcomes behind the journal's end, whether they match or not. */
  readonly backlog: number;
  /** Outcomes a second while rolling forward. */
  readonly rate?: number;
  /** Milliseconds until live; Infinity: never. Only while rolling forward. */
  readonly timeToLiveMs?: number;
}

/** State of a service, as `OutcomeService.status` returns it. Holds no values of outcomes. */
export interface ServiceStatus {
  /** Release of SDMP that is served, such as `10.6.674`. */
  readonly release: string;
  /** Number of open sockets. */
  readonly sessions: number;
  /** Size of the journal, its id, and its first and next position. */
  readonly journal: JournalStats & { readonly id: string; readonly first: number; readonly end: number };
  /** What was counted since the start. */
  readonly counters: Readonly<ServiceCounters & Record<keyof typeof serverEvents, number>>;
  /** What an operator must hear of and has happened, with its newest line. */
  readonly events: readonly EventRecord[];
  /** Whether the wall clock was set. */
  readonly clock: ClockStatus;
  /** Every transaction, those of parked tokens included. */
  readonly transactions: readonly TransactionStatus[];
}

/** A picture of the service as it is now. */
export function serviceStatus(
  settings: ServiceSettings,
  counters: ServiceCounters,
  registry: TransactionRegistry,
  sessions: number,
  arrivingPerSecond: number,
  clock: ClockStatus,
): ServiceStatus {
  const { journal } = settings;
  const transactions: TransactionStatus[] = [];
  for (const transaction of registry.live) {
    const { backlog, timeToLiveMs } = estimateRollforward(transaction, journal.end, arrivingPerSecond);
    const { token, state } = transaction;
    transactions.push({
      transactionIdentifier: transaction.identifier,
      ...(token === undefined ? {} : { persistToken: token.name }),
      tenant: token?.tenant ?? transaction.filter.tenant ?? '',
      state,
      position: transaction.confirmed,
      backlog,
      ...(state === 'rollingForward' && token !== undefined ? { rate: token.limiter.rate, timeToLiveMs } : {}),
    });
  }
  for (const { tenant, token, transactionIdentifier, position } of registry.parked) {
    const backlog = Math.max(0, journal.end - position);
    transactions.push({ transactionIdentifier, persistToken: token, tenant, state: 'parked', position, backlog });
  }
  const { id, first, end } = journal;
  return {
    release: settings.release.name,
    sessions,
    journal: { ...journal.stats(), id, first, end },
    counters: { ...counters, ...settings.events.counts() },
    events: settings.events.records(),
    clock,
    transactions,
  };
}
