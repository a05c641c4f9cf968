import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readdirSync } from 'node:fs';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from './support/start-cli.ts';
import { startService, startServiceProcess } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const noListeners = ['--listen', 'off', '--listen-unicode', 'off'];

function expectOneLine({ said, printed }: { said: string; printed: string }, pattern: RegExp): void {
  expect(printed).toBe('');
  expect(said).toMatch(/^sdmp: [^\n]+\n$/);
  expect(said).toMatch(pattern);
}

test('a port that is taken ends it with one line', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const words = ['serve', '--memory', '--listen', `127.0.0.1:${port}`, '--listen-unicode', 'off'];
  const result = await runCli(words);
  expect(result.exitCode).toBe(1);
  expectOneLine(result, new RegExp(`127\\.0\\.0\\.1:${port}.*taken`));
});

test('a folder that cannot be written to ends it with one line', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const result = await runCli(['serve', '--data', join(file, 'journal'), ...noListeners]);
  expect(result.exitCode).toBe(1);
  expectOneLine(result, /cannot be opened for writing/);
});

test('a journal that another process holds ends it with one line', async () => {
  const folder = temporaryFolder();
  await startServiceProcess(['--data', folder]);
  const result = await runCli(['serve', '--data', folder, ...noListeners]);
  expect(result.exitCode).toBe(1);
  expectOneLine(result, /use|held|open/);
});

test('a journal of a newer version ends it with one line', async () => {
  const folder = temporaryFolder();
  const service = await startService(['--data', folder]);
  service.kill('SIGTERM');
  expect(await service.ended).toBe(0);
  const file = readdirSync(folder).find((name) => /\.(db|sqlite)$/.test(name)) ?? '';
  const database = new DatabaseSync(join(folder, file));
  database.exec('PRAGMA user_version = 9999');
  database.close();
  const result = await runCli(['serve', '--data', folder, ...noListeners]);
  expect(result.exitCode).toBe(1);
  expectOneLine(result, /version 9999.*upgrade/);
});

test.each([
  [['serve', '--retain-age', 'soon'], /--retain-age/],
  [['serve', '--listen', '127.0.0.1'], /--listen/],
  [['serve', '--memory', '--data', 'x'], /--memory/],
  [['serve', '--fed', '-'], /--fed.*--feed/],
  [['serve', '--release', 'new'], /--release/],
  [['tail'], /HOST:PORT/],
  [['tail', '127.0.0.1', '--campaign', 'a*b'], /CN/],
  [['tail', '127.0.0.1', '--format', 'xml'], /pretty, json, csv, frames/],
  [['simulate', '--rate', '0/s'], /--rate/],
  [['send'], /HOST:PORT/],
  [['nonsense'], /nonsense/],
])('%j is wrong usage: exit code 2 and one line', async (words, pattern) => {
  const result = await runCli(words);
  expect(result.exitCode).toBe(2);
  expectOneLine(result, pattern);
});

test('bad feed lines are named and skipped; the rest is committed, and serving continues after the end', async () => {
  const service = await startService(['--memory', '--feed', '-']);
  service.feed('OZ\\CNa\\RE10\nTN0123456\n{"reason":5}\nEO\\TXa\\SO\nOZ\\CNa\\REx\n');
  service.feed('OZ\\CNlast\\RE1');
  service.endFeed();
  await service.untilCommitted(3);
  await service.untilSaid(/line 5/);
  const messages = service.said().match(/^feed line \d+ is skipped: [^\n]+$/gm) ?? [];
  expect(messages.map((message) => message.replace(/:.*/, ''))).toEqual(
    [2, 4, 5].map((number) => `feed line ${number} is skipped`),
  );
  expect(service.said()).not.toContain('0123456');
  const { exitCode, printed } = await runCli(['send', service.ascii, 'VS\\TKhere', '--count', '1']);
  expect({ exitCode, printed }).toEqual({ exitCode: 0, printed: 'MV\\TKhere\n' });
  service.kill('SIGINT');
  expect(await service.ended).toBe(0);
});

test(
  verifies('OZ-8') + 'feed lines that are refused are counted, in the metrics and when the feed has ended',
  async () => {
    const service = await startService(['--memory', '--feed', '-', '--metrics', '127.0.0.1:0']);
    const [, url = ''] = await service.untilPrinted(/^metrics (http:\S+)$/m);
    const refused = async (): Promise<string | undefined> =>
      /^sdmp_serve_feed_lines_refused_total (\d+)$/m.exec(await (await fetch(url)).text())?.[1];
    expect(await refused()).toBe('0');
    service.feed('OZ\\CNa\\RE10\nTN0123456\n{"reason":5.0}\n');
    service.endFeed();
    await service.untilSaid(/The feed has ended; 2 of its lines were skipped/);
    expect(await refused()).toBe('2');
    const page = await (await fetch(url)).text();
    expect(page).toContain('# TYPE sdmp_serve_clock_steps_total counter\nsdmp_serve_clock_steps_total 0\n');
    expect(page).toContain('sdmp_serve_journal_compaction_failures_total 0\n');
    expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
    service.kill('SIGINT');
    expect(await service.ended).toBe(0);
  },
);

test('a service without users says so, and warns where others can reach it', async () => {
  const local = await startService(['--memory']);
  await local.untilSaid(/No users are set/);
  const open = await startService(['--memory'], { ascii: '0.0.0.0:0' });
  await open.untilSaid(/WARNING: no users are set and 0\.0\.0\.0:\d+/);
});
