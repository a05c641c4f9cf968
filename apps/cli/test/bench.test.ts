import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProcess, startProcess } from './support/start-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

test('bench measures each part, and leaves nothing behind', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const { exitCode, printed } = await runProcess(['bench', '--data', folder, '--for', '2s']);
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

test('what a killed bench leaves is removed by the next, and nothing else is', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const kept = ['sdmp-bench-notes', `sdmp-bench-${process.pid}-abc123`, 'outcomes'];
  for (const name of kept) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'sdmp-bench-1234567890-file'), '');
  const killed = startProcess(['bench', '--data', folder, '--for', '60s']);
  await killed.untilSaid(/decoding/);
  killed.kill('SIGKILL');
  await killed.ended;
  expect(readdirSync(folder)).toHaveLength(kept.length + 2);
  const next = startProcess(['bench', '--data', folder, '--for', '500ms']);
  expect(await next.ended).toBe(0);
  expect(readdirSync(folder).toSorted()).toEqual([...kept, 'sdmp-bench-1234567890-file'].toSorted());
});
