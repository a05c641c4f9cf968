import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { restoreTrials } from '../../../scripts/trials/restore/index.ts';

// The long form is `pnpm trials restore --count 1000`.
test(`${verifies('PS-11')}after a restore every reader of each kind gets each outcome, or is told once, in 20 random schedules`, {
  timeout: 900_000,
}, async () => {
  const lines: string[] = [];
  const isFaultless = await restoreTrials({ count: 20, seed: 20_261_129, print: (line) => void lines.push(line) });
  expect(isFaultless, lines.join('\n')).toBe(true);
});
