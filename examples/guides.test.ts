import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openMemoryJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { startOutcomeService } from '@sdmp/runtime/server';
import { expect, onTestFinished, test } from 'vitest';
import { runningDirectory } from './support/running-directory.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const guides = fileURLToPath(new URL('../docs/guides', import.meta.url));
const examples = globSync('*.ts', { cwd: here });

test('each program in a guide is an example of this folder, word by word', async () => {
  const texts = await Promise.all(examples.map((name) => readFile(join(here, name), 'utf8')));
  const names = globSync('*.md', { cwd: guides });
  expect(names.length).toBeGreaterThanOrEqual(4);
  for (const name of names) {
    const guide = await readFile(join(guides, name), 'utf8');
    for (const [, program] of guide.matchAll(/^```ts\n(.*?)^```/gms)) expect(texts, name).toContain(program);
  }
});

test('the subscriber of the guide stores each outcome once, also when it was killed, and ends when told to', async () => {
  const journal = await openMemoryJournal();
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  const directory = await runningDirectory();
  const program = join(directory, 'store-outcomes.ts');
  await copyFile(join(here, 'store-outcomes.ts'), program);
  await writeFile(program, (await readFile(program, 'utf8')).replace('6502', String(service.addresses[0]?.port)));
  onTestFinished(async () => {
    await service.close();
    await journal.close();
  });
  const record = (session: string): Promise<unknown> =>
    journal.append([parseOutcomeLine(String.raw`OZ\CNSales1\SI${session}\RE10\AO167`, { time: Date.now() })]);
  const start = () => spawn(process.execPath, [program], { cwd: directory, stdio: ['ignore', 'inherit', 'inherit'] });
  const stored = (): unknown[] => {
    try {
      using database = new DatabaseSync(join(directory, 'outcomes.db'), { readOnly: true });
      return database
        .prepare('select session from outcomes order by rowid')
        .all()
        .map(({ session }) => session);
    } catch {
      // Not created yet.
      return [];
    }
  };
  const untilStored = async (sessions: readonly string[]): Promise<void> => {
    while (stored().length < sessions.length) await sleep(20);
    expect(stored()).toEqual(sessions);
  };

  const first = start();
  while (service.status().transactions.length === 0) await sleep(10);
  await record('a');
  await untilStored(['a']);
  first.kill('SIGKILL');
  await once(first, 'exit');
  await record('b');
  const second = start();
  await untilStored(['a', 'b']);
  second.kill('SIGTERM');
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  expect(stored()).toEqual(['a', 'b']);
});
