import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { scenarios } from '../../../scripts/trials/together/scenarios/index.ts';
import { runTogetherTrials } from '../../../scripts/trials/together/together-trials.ts';

/** The long form is `pnpm trials together`. */
const rounds = 4;
const seed = 20261129;

describe(`${verifies('TG-1')}processes that begin at the same moment leave nothing lost, doubled or half made`, () => {
  for (const [name, { missing }] of Object.entries(scenarios)) {
    test.skipIf(missing?.() !== undefined)(name, { timeout: 240_000 }, async () => {
      const [result] = await runTogetherTrials({ count: rounds, seed, only: [name] });
      expect(result).toEqual({ name, rounds, faults: [] });
    });
  }
});
