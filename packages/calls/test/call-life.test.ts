import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { type CallEvent, callEvents, callLife, type CallState, callStates } from '../src/life/call-life.ts';
import { defaultCallLimits } from '../src/life/choices.ts';
import { type Entry, KnownCalls } from '../src/life/known-calls.ts';
import { reportOf } from './support/reports.ts';

/** A report for each event; the cause in each is one that tells. */
const reports: Readonly<Record<Exclude<CallEvent, 'expired'>, string>> = {
  progress: String.raw`DN\CNSales1\SI7`,
  answered: String.raw`LC\CNSales1\SI7`,
  machine: String.raw`LC\CNSales1\SI7\MA`,
  agent: String.raw`AC\CNSales1\SI7\ANJoe`,
  failed: String.raw`CF\CNSales1\SI7\CA1`,
  disconnected: String.raw`ND\CNSales1\SI7\CA99`,
  completed: String.raw`TC\CNSales1\SI7\ANJoe\AO167`,
  declined: String.raw`BD\CNSales1\SI7\ANJoe\DD\AO5`,
  returned: String.raw`NB\CNSales1\SI7\RE2`,
  updated: String.raw`UO\CNSales1\SI7\RE98`,
};

/** The reports that bring a call into each state. */
const ways: Readonly<Record<CallState, readonly (keyof typeof reports)[]>> = {
  none: [],
  dialing: ['progress'],
  answered: ['answered'],
  machine: ['machine'],
  withAgent: ['agent'],
  ended: ['agent', 'disconnected'],
  done: ['failed'],
};

/**
 * What each event does in each state, by hand, in the order of `callEvents`. A state: it is in it now. RE: its outcome. A word in
 * brackets: ignored because of that. kept: an update that waits for the outcome. -: nothing happens.
 */
const expected: Readonly<Record<CallState, string>> = {
  none: 'dialing | answered | machine | withAgent | RE1 | RE99 | RE10 AO167 | RE0 AO5 DD | RE2 | [unknownCall] | -',
  dialing: 'dialing | answered | machine | withAgent | RE1 | RE99 | RE10 AO167 | [contradictory] | RE2 | kept | RE9',
  answered: '[late] | [repeated] | machine | withAgent | RE1 | RE99 | RE10 AO167 | [contradictory] | RE2 | kept | RE7',
  machine: '[late] | answered | [repeated] | withAgent | RE1 | RE99 | RE10 AO167 | [contradictory] | RE2 | kept | RE5',
  withAgent: '[late] | [late] | [late] | withAgent | ended | ended | RE10 AO167 | [contradictory] | RE2 | kept | RE10',
  ended:
    '[late] | [late] | [late] | [late] | [repeated] | [repeated] | RE10 AO167 | [contradictory] | RE2 | kept | RE10',
  done: '[late] | [late] | [late] | [late] | [late] | [late] | [late] | [late] | [late] | RE98 revision | -',
};

function entryOf(event: CallEvent, position: number): Entry {
  if (event !== 'expired') return { report: reportOf(reports[event]) };
  return { expiry: { tenant: 'default', session: '7', changed: position } };
}

function resultOf(state: CallState, event: CallEvent): string {
  const calls = new KnownCalls(defaultCallLimits);
  const way = ways[state];
  for (const [position, name] of way.entries()) calls.apply({ report: reportOf(reports[name]) }, position, 1000);
  const { outcome, ignored, corrects } = calls.apply(entryOf(event, way.length - 1), way.length, 1000);
  if (ignored !== undefined) return `[${ignored}]`;
  if (outcome !== undefined) {
    expect(calls.open).toBe(0);
    const words = [/RE\d+/, /AO\d+/, /DD/].flatMap((form) => form.exec(outcome.body)?.[0] ?? []);
    return [...words, ...(corrects === true ? ['revision'] : [])].join(' ');
  }
  const [open] = calls.snapshot().calls;
  return open?.update === undefined ? (open?.state ?? '-') : 'kept';
}

test.each(callStates)(verifies('CALL-1', 'CALL-4') + 'in the state %s every event has its stated result', (state) => {
  const results = callEvents.map((event) => resultOf(state, event));
  expect(results.join(' | ')).toBe(expected[state]);
});

test('the table has a cell for each state and event, and its outcomes are made on the way to done alone', () => {
  for (const state of callStates) {
    expect(Object.keys(callLife[state])).toEqual([...callEvents]);
    for (const cell of Object.values(callLife[state])) if ('outcome' in cell) expect(cell.to).toBe('done');
  }
});
