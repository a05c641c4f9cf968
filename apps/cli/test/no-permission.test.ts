import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { expect, onTestFinished, test } from 'vitest';
import { feedLine, jsonLines } from './support/recorded-journal.ts';
import { runCli } from './support/start-cli.ts';
import { runProcess } from './support/start-process.ts';
import { startServiceProcess } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

/** Modes mean nothing to the administrator: then another user runs the service. */
const isAdministrator = process.getuid?.() === 0;
const user = isAdministrator ? 65_534 : undefined;
const timeout = 120_000;
const lines = Array.from({ length: 20 }, (_, index) => `${feedLine(index)}\n`);

/** A folder of that user's, or of nobody else's. */
function ownFolder(): string {
  const home = temporaryFolder();
  chmodSync(home, 0o755);
  const folder = join(home, 'own');
  mkdirSync(folder);
  give(folder);
  return folder;
}

function give(path: string): void {
  if (user !== undefined) chownSync(path, user, user);
}

/** From now on the user may look at it, and no more. */
function withdraw(path: string, mode: number): void {
  if (isAdministrator) chownSync(path, 0, 0);
  chmodSync(path, mode);
  onTestFinished(() => chmodSync(path, 0o755));
}

async function recordedJournal(): Promise<string> {
  const folder = ownFolder();
  const journal = await openSqliteJournal({ directory: folder });
  await journal.append(lines.map((line) => parseOutcomeLine(line, { time: 0 })));
  await journal.close();
  for (const name of readdirSync(folder)) give(join(folder, name));
  return folder;
}

/** It ends at once, and says in one line which file or folder it is. */
async function expectRefusal(data: string, named: string): Promise<void> {
  const words = ['serve', '--data', data, '--listen', 'off', '--listen-unicode', 'off'];
  const { exitCode, printed, said } = await runProcess(words, '', { user });
  expect(said).toMatch(
    /^sdmp: [^\n]+ cannot be opened for writing \([^\n]+\): check the path, its permissions[^\n]+\n$/,
  );
  expect(said).toContain(`sdmp: ${named} cannot`);
  expect(printed).toBe('');
  expect(exitCode).toBe(1);
}

test('where the folder may not be made it ends with one line', { timeout }, async () => {
  const parent = ownFolder();
  withdraw(parent, 0o555);
  await expectRefusal(join(parent, 'journal'), join(parent, 'journal'));
});

test.each(['555', '111', '000'])(
  'where the folder has mode 0o%s for it, it ends with one line',
  { timeout },
  async (mode) => {
    const folder = ownFolder();
    withdraw(folder, Number.parseInt(mode, 8));
    await expectRefusal(folder, folder);
  },
);

test.each(['journal.db', 'journal.lock'])(
  'where it may only read %s it ends with one line',
  { timeout },
  async (name) => {
    const folder = await recordedJournal();
    expect(readdirSync(folder)).toContain(name);
    withdraw(join(folder, name), 0o444);
    await expectRefusal(folder, join(folder, name));
  },
);

test('when the folder is withdrawn while it runs it continues to record, and ends in order', { timeout }, async () => {
  const folder = ownFolder();
  const service = await startServiceProcess(['--data', folder, '--feed', '-'], { user });
  service.feed(lines.slice(0, 10).join(''));
  await service.untilCommitted(10);
  withdraw(folder, 0o555);
  service.feed(lines.slice(10).join(''));
  await service.untilCommitted(lines.length);
  service.kill('SIGTERM');
  expect(await service.ended).toBe(0);
  await expectRefusal(folder, folder);
  const { printed } = await runCli(['journal', 'export', folder]);
  expect(jsonLines(printed)).toHaveLength(lines.length);
});
