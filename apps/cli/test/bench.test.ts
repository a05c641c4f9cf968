import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

test('bench measures each part, and leaves nothing behind', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const { exitCode, printed } = await runCli(['bench', '--data', folder, '--for', '2s']);
  expect(exitCode).toBe(0);
  const { machine, figures } = JSON.parse(printed) as {
    machine: { cores: number };
    figures: { name: string; value: number; unit: string }[];
  };
  expect(machine.cores).toBeGreaterThan(0);
  expect(figures.map(({ name }) => name.replace(/[,:].*/, ''))).toEqual([
    'decode OZ',
    'encode OZ',
    'disk alone',
    'disk alone',
    'durable append of one outcome',
    'durable append of one outcome',
    'feed until on disk',
    'rollforward over loopback',
  ]);
  for (const { value } of figures) expect(value).toBeGreaterThan(0);
  expect(readdirSync(folder)).toEqual([]);
});
