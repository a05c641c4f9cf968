import type { EventRecord } from '@sdmp/events';
import type { JournalStats } from '@sdmp/journal';
import type { ClockStatus } from './clock-watch.ts';
import type { ServiceCounters } from './counters.ts';
import { estimateRollforward } from './rollforward-report.ts';
import type { serverEvents } from './server-events.ts';
import type { ServiceSettings } from './service-options.ts';
import type { TransactionState } from './transaction-state.ts';
import type { TransactionRegistry } from './transaction-registry.ts';

export interface TransactionStatus {
  readonly transactionIdentifier: string;
  /** Absent for a transaction that ends with its socket. */
  readonly persistToken?: string;
  readonly tenant: string;
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

export interface ServiceStatus {
  readonly release: string;
  readonly sessions: number;
  readonly journal: JournalStats & { readonly id: string; readonly first: number; readonly end: number };
  readonly counters: Readonly<ServiceCounters & Record<keyof typeof serverEvents, number>>;
  /** What an operator must hear of and has happened, with its newest line. */
  readonly events: readonly EventRecord[];
  readonly clock: ClockStatus;
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
