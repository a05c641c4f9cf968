import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where fetched packages are kept: outside of the lockfile, because only tests of a release need them, and they are large. */
const cache = join(import.meta.dirname, '../../node_modules/.cache/sdmp-fetched');

/**
 * Returns the folder of a package of npm, which is fetched once for each exact version and kept. Its install scripts, and those of
 * what it needs, do not run.
 *
 * @param overrides Versions of what it needs, by name, where its own choice cannot be had.
 */
export async function fetchedPackage(
  name: string,
  version: string,
  overrides: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = join(cache, `${name.replace('/', '+')}@${version}`);
  const found = join(folder, 'node_modules', name);
  if (existsSync(found)) return found;
  const making = `${folder}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  try {
    writeFileSync(join(making, 'package.json'), JSON.stringify({ private: true, overrides }));
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--save-exact'];
    await run('npm', ['install', ...flags, `${name}@${version}`], { cwd: making });
    renameSync(making, folder);
  } catch (error) {
    // Another process may have been quicker.
    if (!existsSync(found)) throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return found;
}
