/** Where a transaction is. `parked` has no socket; `ended` is forgotten. */
export type TransactionState = 'rollingForward' | 'live' | 'parked' | 'ended';

/**
 * What can happen to a transaction.
 * - `caughtUp`: delivery reached the end of the journal
 * - `released`: its socket closed, or its token was taken over
 * - `reissued`: an EO named it again
 * - `finished`: EE, or retention of parked tokens
 */
export type TransactionEvent = 'caughtUp' | 'released' | 'reissued' | 'finished';

/** Every transition of a transaction with a persist token; an event that is not listed changes nothing. */
const persistent: Record<TransactionState, Partial<Record<TransactionEvent, TransactionState>>> = {
  rollingForward: { caughtUp: 'live', released: 'parked', finished: 'ended' },
  live: { released: 'parked', finished: 'ended' },
  parked: { reissued: 'rollingForward', finished: 'ended' },
  ended: {},
};

/** A transaction without a persist token ends where another one parks (END-5). It has no backlog to begin with. */
const passing: typeof persistent = {
  rollingForward: { caughtUp: 'live', released: 'ended', finished: 'ended' },
  live: { released: 'ended', finished: 'ended' },
  parked: {},
  ended: {},
};

export function nextState(state: TransactionState, event: TransactionEvent, isPersistent: boolean): TransactionState {
  return (isPersistent ? persistent : passing)[state][event] ?? state;
}
