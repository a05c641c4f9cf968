import { expect, test } from 'vitest';
import { judge } from '../../../scripts/trials/restore/play-schedule.ts';

/** Ten outcomes, of which a restore has taken 4, 5 and 6. */
const truth = { total: 10, lostFrom: 4, lostTo: 7, wasRestored: true };
const kept = [0, 1, 2, 3, 7, 8, 9];
const all = [...kept, 4, 5, 6];

function verdict(numbers: readonly number[], told: number, more: Partial<typeof truth> = {}): object {
  return judge({ kind: 'reader', got: new Set(numbers), told }, { ...truth, ...more });
}

test('the restore trials find what a reader neither got nor was told of, and what it was told wrongly', () => {
  const whole = { kind: 'reader', lost: 0, toldWrongly: 0 };
  expect(verdict(kept, 1)).toEqual(whole);
  expect(verdict(all, 0)).toEqual(whole);
  expect(verdict(kept, 0)).toEqual({ ...whole, lost: 3 });
  expect(verdict(kept.slice(0, -1), 1)).toEqual({ ...whole, lost: 1 });
  expect(verdict(kept, 2)).toEqual({ ...whole, toldWrongly: 1 });
  expect(verdict(all, 1, { wasRestored: false })).toEqual({ ...whole, toldWrongly: 1 });
});
