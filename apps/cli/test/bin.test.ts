import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openSqliteJournal } from '@sdmp/journal';
import { describe, expect, test } from 'vitest';
import { binary, findOldNode, runProcess } from './support/start-process.ts';
import { startServiceProcess } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const oldNode = findOldNode();

/** The program's first file, with nothing of the repository around it but the files named. */
function loneCopy(files: readonly string[]): string {
  const folder = temporaryFolder();
  const home = dirname(dirname(binary));
  for (const part of ['bin', 'dist']) mkdirSync(join(folder, part));
  for (const file of ['package.json', 'bin/sdmp.js', ...files]) copyFileSync(join(home, file), join(folder, file));
  return join(folder, 'bin', 'sdmp.js');
}

/** `start` and what it is built from, other than the program itself. */
function startFiles(): readonly string[] {
  const home = join(dirname(dirname(binary)), 'dist');
  const files = new Set(['start.js']);
  for (const file of files) {
    const built = readFileSync(join(home, file), 'utf8');
    for (const [, other = ''] of built.matchAll(/(?:import|from|import\() ?"\.\/([\w-]+\.js)"/g)) files.add(other);
  }
  return [...files].map((file) => `dist/${file}`);
}

test('prints its version', async () => {
  expect(await runProcess(['--version'])).toEqual({ exitCode: 0, printed: '0.0.0\n', said: '' });
});

test('without a command it says what to do', async () => {
  const { exitCode, printed, said } = await runProcess([]);
  expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: '' });
  expect(said).toMatch(/^sdmp: name a command: serve, tail, [^\n]*\n$/);
});

/** Returns which files of the program a command line loads, as Node's own coverage names them. */
async function filesLoadedBy(words: readonly string[]): Promise<readonly string[]> {
  const folder = temporaryFolder();
  await runProcess(words, '', { environment: { NODE_V8_COVERAGE: folder } });
  const [report = ''] = readdirSync(folder);
  const { result } = JSON.parse(readFileSync(join(folder, report), 'utf8')) as { result: readonly { url: string }[] };
  return result.flatMap(({ url }) => (url.includes('/dist/') ? [url.slice(url.lastIndexOf('/') + 1)] : []));
}

/** What `tail` loads: `start` with what it shares, and its own file, with parts that what is loaded later needs, too. */
const mostFilesOfTail = 12;

test('tail, whose first output users wait for, reads a few files where another command reads dozens', async () => {
  const files = await filesLoadedBy(['tail', '127.0.0.1:1', '--for', '100ms']);
  expect(files).toContain('tail.js');
  expect(files).not.toContain('main.js');
  expect(files.length).toBeLessThanOrEqual(mostFilesOfTail);
  expect((await filesLoadedBy(['send', '127.0.0.1:1', 'VS'])).length).toBeGreaterThan(mostFilesOfTail);
});

test('tail with the name of another command as a value stays tail', async () => {
  const { exitCode, said } = await runProcess(['tail', '127.0.0.1:1', '--campaign', 'report', '--for', '100ms']);
  expect(exitCode).toBe(1);
  expect(said).toMatch(/^sdmp: 127\.0\.0\.1:1 was not reached/m);
});

describe.skipIf(oldNode === undefined)('on a Node that is too old', () => {
  const node = oldNode ?? '';

  test('it continues in the newer one that the repository brings', async () => {
    expect(await runProcess(['--version'], '', { node })).toEqual({ exitCode: 0, printed: '0.0.0\n', said: '' });
  });

  test('exit codes and standard input pass through', async () => {
    expect((await runProcess(['decode', '--nonsense'], '', { node })).exitCode).toBe(2);
    const { printed, exitCode } = await runProcess(['decode'], 'EE\\TXa\0', { node });
    expect({ code: (JSON.parse(printed) as { code: string }).code, exitCode }).toEqual({ code: 'EE', exitCode: 0 });
  });

  test('SIGTERM and SIGINT end the inner process in order', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const service = await startServiceProcess(['--memory'], { node });
      service.kill(signal);
      expect(await service.ended).toBe(0);
    }
  });

  test('SIGKILL of the outer process ends the inner one, and its journal can be opened', async () => {
    const folder = temporaryFolder();
    const service = await startServiceProcess(['--data', folder, '--simulate', '1000/s'], { node });
    service.kill('SIGKILL');
    // Its end of the pipes is closed only when the inner process is gone too.
    expect(await service.ended).toBe(null);
    // A process that still held the journal would make this fail.
    const journal = await openSqliteJournal({ directory: folder });
    expect(journal.id).not.toBe('');
    await journal.close();
  });

  test('without a newer Node it says so in one line', () => {
    const { status, stderr, stdout } = spawnSync(node, [loneCopy(startFiles()), 'serve'], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^sdmp: needs Node 22\.13 or newer; this is [\d.]+\n$/);
  });
});

test.each(oldNode === undefined ? [process.execPath] : [process.execPath, oldNode])(
  'before the first build it says in one line what to run, on %s',
  (node) => {
    const { status, stderr, stdout } = spawnSync(node, [loneCopy([]), 'serve'], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^sdmp: not built: run '[^'\n]+' in the repository\n$/);
  },
);

test.each<[string, readonly string[], string, RegExp]>([
  ['decode', ['decode'], 'EE\\TXa\0', /"code":"EE"/],
  ['encode', ['encode'], '{"code":"EE","params":[["TX","a"]]}\n', /^EE\\TXa\0$/],
  ['explain', ['explain', 'EO'], '', /EnumerateOutcomes/],
  ['simulate', ['simulate', '--count', '1'], '', /^OZ\\/],
  ['proxy', ['proxy', '127.0.0.1:1', '--for', '10ms'], '', /^listening ascii 127\.0\.0\.1:\d+\n$/],
  ['user', ['user', 'list', '/dev/null'], '', /^$/],
])('%s runs as a process of its own and ends with 0', async (_, words, input, printed) => {
  const ended = await runProcess(words, input);
  expect(ended, ended.said).toMatchObject({ exitCode: 0, printed: expect.stringMatching(printed) });
});

test('what stops a command is one line on standard error and the exit code of the process', async () => {
  const failed = await runProcess(['send', '127.0.0.1:1', 'VS']);
  expect(failed).toMatchObject({
    exitCode: 1,
    printed: '',
    said: expect.stringMatching(/^sdmp: Cannot connect[^\n]+\n$/),
  });
  const misused = await runProcess(['tail']);
  expect(misused).toMatchObject({ exitCode: 2, printed: '', said: expect.stringMatching(/^sdmp: [^\n]+\n$/) });
});
