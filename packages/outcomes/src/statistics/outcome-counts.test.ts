import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CountedOutcome, OutcomeCounts } from './outcome-counts.ts';

const maxAgents = 3;

const outcome: fc.Arbitrary<CountedOutcome> = fc.record({
  time: fc.integer({ min: 0, max: 1e12 }),
  success: fc.boolean(),
  reason: fc.option(fc.constantFrom(0, 1, 5, 7, 10, 98, 150, 999, 4711), { nil: undefined }),
  agent: fc.option(fc.constantFrom('Ann', 'Bob', 'Cid', 'Dot', 'Eve', ''), { nil: undefined }),
});
const outcomes = fc.array(outcome, { maxLength: 12 });

function counted(...lists: readonly (readonly CountedOutcome[])[]): OutcomeCounts {
  const counts = new OutcomeCounts(maxAgents);
  for (const each of lists.flat()) counts.add(each);
  return counts;
}

function figures(counts: OutcomeCounts): unknown {
  const { calls, connects, answered, abandoned, strangeReasons, lastTime, agents } = counts;
  const distinct = { count: agents.count, isAtLeast: agents.isAtLeast };
  return {
    calls,
    connects,
    answered,
    abandoned,
    strangeReasons,
    lastTime,
    distinct,
    reasons: counts.topReasons(1000),
    names: counts.topAgents(1000),
  };
}

test('merging is associative and commutative, and the same as counting everything together', () => {
  fc.assert(
    fc.property(outcomes, outcomes, outcomes, (a, b, c) => {
      const together = figures(counted(a, b, c));
      const left = counted(a).merge(counted(b)).merge(counted(c));
      const right = counted(a).merge(counted(b).merge(counted(c)));
      const reversed = counted(c).merge(counted(b)).merge(counted(a));
      for (const merged of [left, right, reversed]) expect(figures(merged)).toEqual(together);
    }),
    { numRuns: 1000 },
  );
});

test('merging leaves the other counter as it is', () => {
  const other = counted([{ time: 1, success: true, reason: 10, agent: 'Ann' }]);
  const before = figures(other);
  new OutcomeCounts(maxAgents).merge(other).add({ time: 2, success: false, reason: 7, agent: 'Bob' });
  expect(figures(other)).toEqual(before);
});

test('agents are counted exactly up to the limit, then "at least"', () => {
  const names = ['Ann', 'Bob', 'Cid', 'Ann', 'Dot'];
  const counts = new OutcomeCounts(maxAgents);
  const seen = names.map((agent) => {
    counts.add({ time: 0, success: true, reason: 10, agent });
    return [counts.agents.count, counts.agents.isAtLeast];
  });
  expect(seen).toEqual([
    [1, false],
    [2, false],
    [3, false],
    [3, false],
    [3, true],
  ]);
});

test('the agents with the most calls come first, each with its successes, and none is told apart beyond the limit', () => {
  const calls = ['Bob', 'Ann', 'Cid', 'Ann'].map((agent, index) => ({
    time: 0,
    success: index > 1,
    reason: 10,
    agent,
  }));
  expect(counted(calls).topAgents(2)).toEqual([
    { agent: 'Ann', calls: 2, connects: 1 },
    { agent: 'Bob', calls: 1, connects: 0 },
  ]);
  expect(counted(calls, [{ time: 0, success: true, reason: 10, agent: 'Dot' }]).topAgents(9)).toEqual([]);
});

test('the most frequent reasons come first, with their names', () => {
  const reasons = [7, 10, 10, 1, 1, 1, 555];
  const counts = counted(reasons.map((reason) => ({ time: 0, success: false, reason, agent: undefined })));
  expect(counts.topReasons(3)).toEqual([
    { reason: 1, name: 'Busy', count: 3 },
    { reason: 10, name: 'Connected', count: 2 },
    { reason: 7, name: 'Abandoned', count: 1 },
  ]);
  expect(counts.topReasons(4).at(-1)).toEqual({ reason: 555, name: undefined, count: 1 });
});
