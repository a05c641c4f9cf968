import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { fuzzServer } from '../../../../scripts/fuzz/fuzz-server.ts';

/** The short form of `pnpm fuzz server`; how long things took is reported there, and not asserted here. */
test(`${verifies('LIM-1', 'LIM-2', 'LIM-3', 'LIM-4', 'AU-3', 'ER-3')}garbage from many sockets breaks nothing, leaves nothing behind and takes nothing from a subscriber of another tenant`, async () => {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const { handled, faults } = await fuzzServer({
    target: 'service',
    count: 5000,
    seed: 20_261_129,
    sockets: 24,
    quietMs: 500,
    print,
  });
  expect(faults, lines.join('\n')).toEqual([]);
  expect(handled).toBeGreaterThanOrEqual(5000);
}, 180_000);
