import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../../scripts/trials/logins/index.ts';

/** The trial is `pnpm trials logins`. */
describe('the verdict on logins while others guess', () => {
  const right = {
    attack: 'one guesses at each of 150 other addresses',
    tookMs: [1],
    missed: 0,
    guesses: 9,
    share: 1,
    seconds: 1,
  };

  test.each([
    ['a right password that is not accepted', { missed: 1 }],
    ['guesses that take more than a processor', { share: 1.5 }],
    ['an attack that did not take place', { guesses: 0 }],
    ['nobody who logged in', { tookMs: [] }],
  ])('finds %s', (_, wrong) => {
    expect(faultsOf(right)).toEqual([]);
    expect(faultsOf({ ...right, ...wrong })).toHaveLength(1);
  });
});
