import { expect, test } from 'vitest';
import { runRetentionTrials } from '../../../scripts/trials/retention/retention-trials.ts';

// The long form, with the times that depend on the machine, is `pnpm trials retention`.
test('while a journal is merged and pruned, outcomes are recorded and delivered once and in order', {
  timeout: 240_000,
}, async () => {
  const result = await runRetentionTrials({ count: 40_000, ratePerSecond: 500, quietMs: 300, mergingMs: 5000 });
  expect(result.phases.map(({ phase }) => phase)).toEqual(['merging', 'quiet', 'pruning']);
  for (const { commits, longestCommitMs } of result.phases.slice(0, 2)) {
    expect(commits).toBeGreaterThan(0);
    expect(longestCommitMs).toBeGreaterThan(0);
  }
  expect(result.fed).toBeGreaterThan(0);
  expect(result).toMatchObject({ delivered: result.fed, outOfOrder: 0 });
  expect(result.merged).toBeGreaterThan(50);
  expect(result.removed).toBeGreaterThanOrEqual(40_000);
});
