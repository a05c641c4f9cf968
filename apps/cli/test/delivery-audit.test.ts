import { expect, test } from 'vitest';
import { DeliveryAudit } from '../../../scripts/trials/crash/delivery-audit.ts';

const noFaults = { lost: 0, invented: 0, outOfOrder: 0, doubled: 0 };

/** Returns an audit of ten lines fed, of which the first five are committed. */
function startAudit(): DeliveryAudit {
  const audit = new DeliveryAudit();
  audit.feed(10);
  audit.commit(0, 5);
  return audit;
}

const committed = [0, 1, 2, 3, 4];

test.each([
  ['no fault when every committed outcome is delivered', committed, committed, noFaults],
  ['no fault when uncommitted lines are delivered too', [...committed, 5, 6], [...committed, 5, 6], noFaults],
  ['a committed outcome that was not delivered', committed, [0, 1, 3, 4], { ...noFaults, lost: 1 }],
  ['a committed outcome missing everywhere', [0, 1, 3, 4], [0, 1, 3, 4], { ...noFaults, lost: 1 }],
  ['a recorded outcome that was not delivered', [...committed, 5], committed, { ...noFaults, lost: 1 }],
  ['a delivered outcome that was not recorded', committed, [...committed, 5], { ...noFaults, invented: 1 }],
  ['an outcome delivered twice', committed, [0, 1, 2, 3, 3, 4], { ...noFaults, doubled: 1 }],
  ['an outcome delivered out of order', committed, [0, 2, 1, 3, 4], { ...noFaults, outOfOrder: 1 }],
])('the audit finds %s', (_, journal, delivered, expected) => {
  expect(startAudit().findFaults(journal, delivered)).toEqual(expected);
});

test('the audit finds an outcome that was never fed', () => {
  expect(startAudit().findFaults(committed, [...committed, 10]).invented).toBeGreaterThan(0);
  expect(startAudit().findFaults(committed, [...committed, Number.NaN]).invented).toBeGreaterThan(0);
});

test('an outcome that may have been pruned or erased may be missing, but only from the journal too', () => {
  const audit = startAudit();
  audit.allowPrunedBelow(2);
  audit.allowErased((number) => number % 4 === 0);
  expect(audit.findFaults([2, 3], [2, 3])).toEqual(noFaults);
  expect(audit.findFaults([2, 3], committed)).toEqual(noFaults);
  expect(audit.findFaults(committed, [2, 3]).lost).toBe(3);
  expect(audit.findFaults([3], [3]).lost).toBe(1);
});

test('an outcome fed after an erasure must not be missing', () => {
  const audit = startAudit();
  audit.allowErased(() => true);
  audit.feed(2);
  audit.commit(10, 2);
  expect(audit.findFaults([10], [10]).lost).toBe(1);
});
