import { verifies } from '@sdmp/requirements';
import { beforeAll, describe, expect, test } from 'vitest';
import { scenarios } from '../../../scripts/trials/together/scenarios/index.ts';
import { runTogetherTrials, type ScenarioResult } from '../../../scripts/trials/together/together-trials.ts';

/** The long form is `pnpm trials together`. */
const count = 4;
const seed = 20261129;

describe(`${verifies('TG-1')}processes that begin at the same moment leave nothing lost, doubled or half made`, () => {
  let results: readonly ScenarioResult[];

  // The same processes play all scenarios: their start takes longer than most rounds.
  beforeAll(async () => {
    results = await runTogetherTrials({ count, seed });
  }, 300_000);

  for (const [name, { missing }] of Object.entries(scenarios)) {
    test.skipIf(missing?.() !== undefined)(name, () => {
      expect(results).toContainEqual({ name, rounds: expect.any(Number), faults: [] });
      expect(results.find((each) => each.name === name)?.rounds).toBeGreaterThan(0);
    });
  }
});
