import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { nextState, type TransactionEvent, type TransactionState } from './transaction-state.ts';

const states: TransactionState[] = ['rollingForward', 'live', 'parked', 'ended'];
const events: TransactionEvent[] = ['caughtUp', 'released', 'reissued', 'finished'];

test(`${verifies('PS-1', 'END-5')}losing the socket parks a transaction with a token and ends one without`, () => {
  for (const state of ['rollingForward', 'live'] as const) {
    expect(nextState(state, 'released', true)).toBe('parked');
    expect(nextState(state, 'released', false)).toBe('ended');
  }
});

test('nothing leads out of ended, and every event leads to a known state', () => {
  for (const isPersistent of [true, false]) {
    for (const event of events) expect(nextState('ended', event, isPersistent)).toBe('ended');
    for (const state of states)
      for (const event of events) expect(states).toContain(nextState(state, event, isPersistent));
  }
});
