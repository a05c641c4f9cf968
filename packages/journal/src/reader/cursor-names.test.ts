import { expect, test } from 'vitest';
import { callsCursor, isOwnPosition, ownerOf, sinkCursor, subscriberCursor, upstreamCursor } from './cursor-names.ts';

test.each([
  [subscriberCursor('acme', 'app', 'EO1'), { kind: 'subscriber', token: 'app', transactionIdentifier: 'EO1' }],
  [subscriberCursor('', 'sink:crm', 'x'), { kind: 'subscriber', token: 'sink:crm', transactionIdentifier: 'x' }],
  [sinkCursor('crm'), { kind: 'sink', sink: 'crm' }],
  [upstreamCursor('north', 'bridge', 'j-1'), { kind: 'upstream', upstream: 'north', token: 'bridge', journal: 'j-1' }],
  [upstreamCursor('north', 'a/b', 'j'), { kind: 'upstream', upstream: 'north', token: 'a/b', journal: 'j' }],
  [callsCursor('log-1'), { kind: 'calls', log: 'log-1' }],
  [{ tenant: 'acme', name: 'calls/x' }, { kind: 'unknown' }],
  [{ tenant: 'acme', name: 'sink:crm' }, { kind: 'unknown' }],
  [{ tenant: '', name: 'reports' }, { kind: 'unknown' }],
  [{ tenant: '', name: '\\EO1' }, { kind: 'unknown' }],
] as const)('the cursor %o says whose it is', (key, owner) => {
  expect(ownerOf(key)).toEqual(owner);
});

test('the positions of an upstream and of a log of reports are the only ones that are not of the journal itself', () => {
  expect(isOwnPosition(callsCursor('log'))).toBe(false);
  expect(isOwnPosition(upstreamCursor('north', 'bridge', 'j'))).toBe(false);
  expect([sinkCursor('crm'), subscriberCursor('', 'app', 'EO'), { tenant: '', name: 'x' }].map(isOwnPosition)).toEqual([
    true,
    true,
    true,
  ]);
});
