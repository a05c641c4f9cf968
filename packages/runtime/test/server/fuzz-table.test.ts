import { expect, test } from 'vitest';
import type { ServiceFigures } from '../../../../scripts/fuzz/fuzz-messages.ts';
import { fuzzTable } from '../../../../scripts/fuzz/record-fuzz.ts';

test('the table of an attack says each p99 as a multiple of the quiet one, and memory before and after', () => {
  const before: ServiceFigures = {
    heapBytes: 18 * 2 ** 20,
    heapTotalBytes: 36 * 2 ** 20,
    externalBytes: 0,
    residentBytes: 168 * 2 ** 20,
    handles: 8,
    handlesOf: {},
    sessions: 1,
    live: 1,
    parked: 0,
    recorded: 1,
    requests: 1,
    events: {},
  };
  const after = { ...before, residentBytes: 300 * 2 ** 20 };
  const load = { processors: 0.7, waited: 0.05, loopDelay: { p99: 3, max: 20 } };
  const measured = { load, quietP99: 10, besideP99: 12, attackedP99: 25 };
  const results = [{ target: 'service', handled: 7000, outcomes: 9, faults: [], before, after, ...measured }] as const;
  const lastRow = (isUnpaced: boolean) => fuzzTable(results, { isUnpaced }).split('\n').at(-1);
  expect(lastRow(false)).toBe(
    '| service | 10.0 ms | 12.0 ms, 1.2 times | 25.0 ms, 2.5 times | 3.0 ms | 0.70, waited 5% | 7,000 | 9 | 0 | 1 and 1 | 8 and 8 | 18 and 18 | 36 and 36 | 168 and 300 |',
  );
  // How long outcomes took says nothing where as many messages as possible are handled.
  expect(lastRow(true)).toBe('| service | 7,000 | 9 | 0 | 1 and 1 | 8 and 8 | 18 and 18 | 36 and 36 | 168 and 300 |');
});
