/** Packs every public package as npm would publish it and checks its exports, types, licence and README. */
import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { repositoryPage } from './repository-page.ts';

const execute = promisify(execFile);

/** All scripts of a package together, bytes. */
const largestCode = 64 * 1024 * 1024;

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: object;
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

const { repository } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly repository: { readonly url: string };
};

/** What must be in a packed package.json besides what publint looks at. */
async function metadataFaults(tarball: string, directory: string, listing: string): Promise<readonly string[]> {
  const read = async (name: string): Promise<string> => (await execute('tar', ['xzOf', tarball, name])).stdout;
  const packed = JSON.parse(await read('package/package.json')) as Readonly<Record<string, unknown>>;
  const said = packed['repository'] as { readonly url?: string; readonly directory?: string } | undefined;
  const needed = ['description', 'keywords', 'homepage', 'bugs', 'author', 'license', 'engines'];
  const faults = needed.filter((key) => packed[key] === undefined).map((key) => `package.json has no ${key}`);
  if (said?.url !== repository.url || said.directory !== directory) {
    faults.push(`repository must be ${repository.url}, directory ${directory}`);
  }
  if (directory.startsWith('packages/') && packed['sideEffects'] !== false) faults.push('sideEffects must be false');
  const documents = listing.split('\n').filter((name) => name.endsWith('.md'));
  for (const document of documents) {
    const text = (await read(document)).replaceAll(/^```[\s\S]*?^```/gm, '');
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s#]+)[^)\s]*\)/g)) {
      if (/^[a-z]+:/.test(target) || listing.includes(posix.join(posix.dirname(document), target))) continue;
      faults.push(
        `the link ${target} of ${document} leads out of the package: write it with ${repositoryPage(repository.url)}`,
      );
    }
  }
  return faults;
}

/** What must not be in a package: tests, and code that names a source map which is not packed. */
async function contentFaults(tarball: string, listing: string): Promise<readonly string[]> {
  const names = new Set(listing.split('\n'));
  const scripts = [...names].filter((name) => name.endsWith('.js'));
  const { stdout } = await execute('tar', ['xzOf', tarball, ...scripts], { maxBuffer: largestCode });
  const maps = [...stdout.matchAll(/^\/\/# sourceMappingURL=(\S+)$/gm)].map(([, name = '']) => `package/dist/${name}`);
  return [
    ...[...names].filter((name) => /\.test\.|\/tests?\//.test(name)).map((name) => `${name} is a test`),
    ...maps.filter((name) => !names.has(name)).map((name) => `${name} is named as a source map, and is not packed`),
  ];
}

const problems: string[] = [];
const workspaces = globSync('{packages,apps}/*/package.json').map((file) => ({
  directory: dirname(file),
  manifest: readManifest(file),
}));

async function check(directory: string, manifest: Manifest): Promise<void> {
  const packed = mkdtempSync(join(tmpdir(), 'sdmp-pack-'));
  try {
    await execute('pnpm', ['pack', '--pack-destination', packed], { cwd: directory });
    const [tarball] = globSync('*.tgz', { cwd: packed });
    if (tarball === undefined) throw new Error(`${manifest.name}: npm pack produced no tarball`);
    const file = join(packed, tarball);
    const { stdout: listing } = await execute('tar', ['tzf', file]);
    for (const name of ['package/README.md', 'package/LICENSE', 'package/dist/']) {
      if (!listing.includes(name)) problems.push(`${manifest.name}: ${name} is not in the package`);
    }
    problems.push(...(await contentFaults(file, listing)).map((fault) => `${manifest.name}: ${fault}`));
    problems.push(...(await metadataFaults(file, directory, listing)).map((fault) => `${manifest.name}: ${fault}`));
    const contents = new Uint8Array(readFileSync(file));
    const { messages, pkg } = await publint({ strict: true, pack: { tarball: contents.buffer } });
    for (const message of messages) problems.push(`${manifest.name}: ${formatMessage(message, pkg) ?? message.code}`);
    if (manifest.exports === undefined) return;
    try {
      await execute('attw', [file, '--profile', 'esm-only', '--format', 'ascii']);
    } catch (cause) {
      const output = cause instanceof Error && 'stdout' in cause ? String(cause.stdout) : String(cause);
      problems.push(`${manifest.name}: types do not resolve\n${output}`);
    }
  } finally {
    rmSync(packed, { recursive: true, force: true });
  }
}

const waiting = workspaces.filter(({ manifest: { private: isPrivate } }) => isPrivate !== true).values();
async function checkNext(): Promise<void> {
  for (const { directory, manifest } of waiting) await check(directory, manifest);
}
await Promise.all(Array.from({ length: availableParallelism() }, checkNext));

for (const problem of problems.toSorted()) process.stderr.write(`${problem}\n`);
process.stdout.write(`${workspaces.length} workspaces checked, ${problems.length} problems\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
