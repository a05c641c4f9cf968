import { z } from 'zod';
import { type ConditionOf, type conditions, conditionsOf, levels } from '../../conditions/conditions.ts';

/** How urgent a condition is. */
export const levelSchema = z
  .enum(levels)
  .describe('bad: outcomes are not recorded or delivered; warn: late, or needs attention; unknown: nothing is known.');

/** How a part is: what pages, programs and the incident log show of it. */
export function conditionShape<Part extends keyof typeof conditions>(part: Part) {
  return {
    condition: z
      .enum<readonly ConditionOf<Part>[]>(conditionsOf(part))
      .describe('How it is, by all that is known of it.'),
    level: levelSchema,
  };
}
