import { expect, test } from 'vitest';
import { runSchedule } from '../../../scripts/trials/clock/schedule.ts';

/** Among them schedules in which a doubted clock came near by chance, and in which marks were saved while it was doubted. */
const seeds = [1, 2, 9, 17, 171, 173];

test.each(seeds)(
  'a journal removes what is old and nothing young while its clock jumps (schedule %i)',
  {
    timeout: 60_000,
  },
  async (seed) => {
    const { young, old, removed } = await runSchedule(seed);
    expect({ young, old }).toEqual({ young: 0, old: 0 });
    expect(removed).toBeGreaterThan(0);
  },
);
