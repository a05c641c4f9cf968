import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { faultsOf, runLoginTrials } from '../../../scripts/trials/logins/index.ts';

/** The trial is `pnpm trials logins`. */
test(`${verifies('AU-3')}right passwords are accepted while others guess at their address, and while each of thirty addresses guesses`, async () => {
  const lines: string[] = [];
  const results = await runLoginTrials({ count: 4, seed: 1, scale: 0.2, print: (line) => lines.push(line) });
  expect(results.map(({ tookMs }) => tookMs.length)).toEqual([4, 4, 4]);
  // What the service used of the processors says nothing on a machine that others use.
  expect(results.flatMap((result) => faultsOf({ ...result, share: 0 }))).toEqual([]);
  expect(lines.filter((line) => line.includes('4 of 4'))).toHaveLength(3);
});
