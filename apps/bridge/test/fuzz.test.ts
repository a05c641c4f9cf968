import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { fuzzServer } from '../../../scripts/fuzz/fuzz-server.ts';

/** The short form of `pnpm fuzz server --only bridge`; how long things took is reported there, and not asserted here. */
test(`${verifies('LIM-1', 'LIM-2', 'LIM-4', 'AU-3', 'ER-3')}garbage at the listener and at the HTTP of a bridge ends nothing, fails nothing, leaves nothing behind and takes nothing from a subscriber`, async () => {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const options = { target: 'bridge', count: 1000, seed: 20_261_129, sockets: 24, quietMs: 500, print } as const;
  const { handled, faults } = await fuzzServer(options);
  expect(faults, lines.join('\n')).toEqual([]);
  expect(handled).toBeGreaterThanOrEqual(1000);
}, 600_000);
