import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCli, startCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

/** What each version wrote; a new form of a file brings a folder with the files of the version before. */
const folder = join(import.meta.dirname, 'fixtures');
const fixtures = globSync('earlier-*', { cwd: folder });

/** A home in which an earlier version saved endpoints, or the text given instead. */
function homeWith(contexts: string): { readonly env: Readonly<Record<string, string>>; readonly file: string } {
  const home = temporaryFolder();
  const file = join(home, '.config', 'sdmp', 'contexts.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, contexts);
  return { env: { HOME: home }, file };
}

describe.for(fixtures)('files of an earlier version, %s:', (fixture) => {
  test('saved endpoints are listed, used and changed', async () => {
    const { env } = homeWith(readFileSync(join(folder, fixture, 'contexts.json'), 'utf8'));
    const saved = '  north  dialer.example:6502 --tls --user ann --password-file ann.txt\n';
    const listed = (await runCli(['context', 'list'], '', env)).printed;
    expect(listed).toBe(`${saved}* south  dialer.example --unicode\n`);
    expect((await runCli(['context', 'remove', 'south'], '', env)).exitCode).toBe(0);
    expect((await runCli(['context', 'list'], '', env)).printed).toBe(saved);
  });

  test('a capture is played again, with the outcomes that were captured', async () => {
    const file = join(folder, fixture, 'capture.jsonl');
    const dialer = startCli(['replay', file, '--listen', '127.0.0.1:0', '--speed', 'max']);
    onTestFinished(async () => {
      dialer.kill('SIGTERM');
      await dialer.ended;
    });
    const [, address = ''] = await dialer.untilPrinted(/listening \w+ (\S+)\n/);
    const tail = await runCli(['tail', address, '--format', 'frames', '--quiet', '--tx', 'wall', '--count', '5']);
    const captured = readFileSync(file, 'utf8').match(/OZ[^"]*(?=")/g) ?? [];
    const frames = captured.slice(0, 5).map((frame) => String(JSON.parse(`"${frame}"`)));
    expect(tail.printed).toBe(`${frames.join('\n')}\n`);
  });
});

test('files of a newer version are refused by name, and stay as they are', async () => {
  const text = '{"version":2,"contexts":{"north":{"at":"dialer.example"}}}';
  const { env, file } = homeWith(text);
  for (const words of [['list'], ['remove', 'north']]) {
    const { exitCode, said } = await runCli(['context', ...words], '', env);
    expect([exitCode > 0, said]).toEqual([
      true,
      expect.stringContaining('contexts.json was written by a newer version (2)'),
    ]);
  }
  expect(readFileSync(file, 'utf8')).toBe(text);
  const capture = join(temporaryFolder(), 'capture.jsonl');
  writeFileSync(capture, '{"capture":2,"links":[]}\n');
  const { exitCode, said } = await runCli(['replay', capture, '127.0.0.1:1']);
  expect([exitCode, said]).toEqual([1, expect.stringContaining('capture.jsonl was written by a newer version (2)')]);
});
