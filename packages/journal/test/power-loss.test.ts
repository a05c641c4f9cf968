import { expect, test } from 'vitest';
import { powerLossTrials } from '../../../scripts/trials/power-loss/index.ts';
import { hasStrace } from '../../../scripts/trials/power-loss/recording.ts';

const missingTool =
  'strace is missing (Debian and Ubuntu: apt-get install strace): NOT TESTED what a power cut leaves behind';

// The long form is `pnpm trials power-loss`.
test('after a power cut everything acknowledged is there, and nothing else', { timeout: 240_000 }, async ({ skip }) => {
  if (!hasStrace()) return skip(missingTool);
  const lines: string[] = [];
  const isFine = await powerLossTrials({ count: 36, seed: 7 }, (line) => lines.push(line));
  expect(lines.join('\n')).toMatch(/^power-loss: 36 cuts .* 0 faults$/);
  expect(isFine).toBe(true);
});

test('a journal that did not sync would be found out', { timeout: 240_000 }, async ({ skip }) => {
  if (!hasStrace()) return skip(missingTool);
  const lines: string[] = [];
  expect(await powerLossTrials({ count: 24, seed: 8, ignoreSyncs: true }, (line) => lines.push(line))).toBe(false);
  expect(lines.length).toBeGreaterThan(3);
});
