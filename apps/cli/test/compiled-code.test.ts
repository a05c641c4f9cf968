import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProcess } from './support/start-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const asUsual = { exitCode: 0, printed: '0.0.0\n', said: '' };

/** Prints the version in an environment that may say something of compiled code, as on Linux. */
function printVersion(environment: Readonly<Record<string, string>>) {
  return runProcess(['--version'], '', {
    environment: { NODE_COMPILE_CACHE: undefined, NODE_DISABLE_COMPILE_CACHE: undefined, ...environment },
  });
}

describe.skipIf(process.platform !== 'linux')('code that was compiled', () => {
  test('is kept for the next start in the cache folder of the user', async () => {
    const home = temporaryFolder();
    expect(await printVersion({ XDG_CACHE_HOME: home })).toEqual(asUsual);
    const kept = join(home, 'sdmp', 'compiled');
    const files = readdirSync(kept, { recursive: true, encoding: 'utf8' });
    expect(files.length).toBeGreaterThan(1);
    expect(await printVersion({ XDG_CACHE_HOME: home })).toEqual(asUsual);
    expect(new Set(readdirSync(kept, { recursive: true, encoding: 'utf8' }))).toEqual(new Set(files));
  });

  test('is kept elsewhere or not at all when Node is told so', async () => {
    const home = temporaryFolder();
    const other = join(temporaryFolder(), 'other');
    expect(await printVersion({ XDG_CACHE_HOME: home, NODE_COMPILE_CACHE: other })).toEqual(asUsual);
    expect(readdirSync(other).length).toBeGreaterThan(0);
    expect(await printVersion({ XDG_CACHE_HOME: home, NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(asUsual);
    expect(existsSync(join(home, 'sdmp'))).toBe(false);
  });

  test('is not kept where nothing can be written, and nothing is said of it', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(await printVersion({ XDG_CACHE_HOME: file })).toEqual(asUsual);
    expect(await printVersion({ XDG_CACHE_HOME: '/proc/nowhere' })).toEqual(asUsual);
  });
});
