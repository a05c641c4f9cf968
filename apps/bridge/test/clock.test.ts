import { expect, test } from 'vitest';
import { runSchedule } from '../../../scripts/trials/clock/schedule.ts';

/** Among them: a doubted clock comes near by chance; marks are saved while it is doubted; nothing arrives for hours meanwhile. */
const seeds = [1, 2, 9, 17, 171, 173, 511];

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
