import { expect, test } from 'vitest';
import { journalCondition, sinkCondition, subscriberCondition, upstreamCondition } from './part-conditions.ts';

const now = Date.UTC(2026, 10, 22, 10);
const sink = { state: 'running', deadLetters: 0, lagMs: 200 } as const;
const refusal = (ago: number) => ({ message: 'answered 422', at: now - ago });

test.each([
  ['runs', {}, { condition: 'running', level: 'good' }],
  ['starts', { state: 'starting' }, { condition: 'starting', level: 'unknown' }],
  ['is late', { lagMs: 60_000 }, { condition: 'behind', level: 'warn' }],
  ['refuses', { deadLetters: 2, lastRefusal: refusal(5000) }, { condition: 'refusing', level: 'bad' }],
  [
    'refused long ago',
    { deadLetters: 1, lastRefusal: refusal(3_600_000) },
    { condition: 'holdsLetters', level: 'warn' },
  ],
  ['has letters of an earlier run', { deadLetters: 1859 }, { condition: 'holdsLetters', level: 'warn' }],
  [
    'was refused, and its letters were replayed',
    { lastRefusal: refusal(5000) },
    { condition: 'running', level: 'good' },
  ],
  ['is paused', { state: 'paused', pausedBecause: 'requested' }, { condition: 'paused', level: 'warn' }],
  ['is full', { state: 'paused', pausedBecause: 'dead-letter-limit' }, { condition: 'full', level: 'bad' }],
  ['fails', { state: 'retrying' }, { condition: 'failing', level: 'bad' }],
  ['has stopped', { state: 'stopped' }, { condition: 'stopped', level: 'bad' }],
] as const)('a sink that %s is so, however its state is called', (_, change, expected) => {
  expect(sinkCondition({ ...sink, ...change }, now)).toEqual(expected);
});

test('a dialer that was there is away, one that was not is not reached yet', () => {
  expect(upstreamCondition({ phase: 'waiting', awaySince: now })).toEqual({ condition: 'away', level: 'bad' });
  expect(upstreamCondition({ phase: 'waiting', awaySince: undefined })).toEqual({
    condition: 'unreached',
    level: 'bad',
  });
  expect(upstreamCondition({ phase: 'rolling', awaySince: undefined })).toEqual({
    condition: 'rolling',
    level: 'warn',
  });
});

test('a subscriber is behind relative to its own rate, and away where outcomes wait for it', () => {
  const at = (state: 'live' | 'parked', backlog: number) => subscriberCondition({ state, backlog }, 1000).condition;
  expect([at('live', 14_000), at('live', 16_000), at('parked', 0), at('parked', 5)]).toEqual([
    'live',
    'behind',
    'idle',
    'away',
  ]);
});

test('a journal that cannot be written to is bad', () => {
  expect([journalCondition(true).level, journalCondition(false).level]).toEqual(['good', 'bad']);
});
