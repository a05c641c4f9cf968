import { expect, test } from 'vitest';
import { runSchedule } from '../../../scripts/trials/clock/schedule.ts';

test('a journal keeps what is young and lets go of what is old while its clock jumps', {
  timeout: 60_000,
}, async () => {
  const { young, old, removed } = await runSchedule(1);
  expect({ young, old }).toEqual({ young: 0, old: 0 });
  expect(removed).toBeGreaterThan(0);
});
