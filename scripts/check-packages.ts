/** Packs every public package as npm would publish it and checks its exports, types, licence and README. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: object;
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

const problems: string[] = [];
const workspaces = globSync('{packages,apps}/*/package.json').map((file) => ({
  directory: dirname(file),
  manifest: readManifest(file),
}));

for (const { directory, manifest } of workspaces.filter(({ manifest: { private: isPrivate } }) => isPrivate !== true)) {
  const packed = mkdtempSync(join(tmpdir(), 'sdmp-pack-'));
  try {
    execFileSync('pnpm', ['pack', '--pack-destination', packed], { cwd: directory, stdio: 'pipe' });
    const [tarball] = globSync('*.tgz', { cwd: packed });
    if (tarball === undefined) throw new Error(`${manifest.name}: npm pack produced no tarball`);
    const listing = execFileSync('tar', ['tzf', join(packed, tarball)], { encoding: 'utf8' });
    for (const file of ['package/README.md', 'package/LICENSE', 'package/dist/']) {
      if (!listing.includes(file)) problems.push(`${manifest.name}: ${file} is not in the package`);
    }
    const { messages, pkg } = await publint({ pkgDir: directory, strict: true, pack: 'pnpm' });
    for (const message of messages) problems.push(`${manifest.name}: ${formatMessage(message, pkg) ?? message.code}`);
    if (manifest.exports !== undefined) {
      try {
        execFileSync('attw', [join(packed, tarball), '--profile', 'esm-only', '--format', 'ascii'], {
          stdio: 'pipe',
          encoding: 'utf8',
        });
      } catch (cause) {
        const output = cause instanceof Error && 'stdout' in cause ? String(cause.stdout) : String(cause);
        problems.push(`${manifest.name}: types do not resolve\n${output}`);
      }
    }
  } finally {
    rmSync(packed, { recursive: true, force: true });
  }
}

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${workspaces.length} workspaces checked, ${problems.length} problems\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
