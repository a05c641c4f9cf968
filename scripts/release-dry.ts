/** Shows what a release would publish: versions, changelogs, and what is in each tarball. Publishes and changes nothing. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { changesOf, releaseSection } from './release/changelog.ts';
import { publishedNames } from './release/published-names.ts';
import { packAll } from './release/release-folder.ts';
import { readReleasePlan } from './release/release-plan.ts';

const run = promisify(execFile);

const help = `Usage: pnpm release:dry [PACKAGE] [--files]   what a release would publish; nothing is published
       pnpm release:dry --changelog         what it would write into CHANGELOG.md

PACKAGE   one of them, such as @sdmp/codec (default: all)
--files   every file of each tarball, with its size
`;

/** Bytes as people read them. */
function size(bytes: number): string {
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

/** Returns the files of a tarball with their sizes, the largest first. */
async function filesOf(tarball: string): Promise<readonly { readonly name: string; readonly bytes: number }[]> {
  const { stdout } = await run('tar', ['tvzf', tarball], { maxBuffer: 64 * 1024 * 1024 });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map((columns) => ({ name: columns[5] ?? '', bytes: Number(columns[2]) }))
    .toSorted((a, b) => b.bytes - a.bytes);
}

/** Returns a line for each entry of a package: what it adds to a program, as recorded. */
function entrySizes(name: string): readonly string[] {
  const rows = readFileSync('docs/sizes.md', 'utf8').matchAll(/^\| `(\S+)` \| (\S+) \| (\S+) \|$/gm);
  return Array.from(rows, ([, entry = '', minified = '', compressed = '']) => ({ entry, minified, compressed }))
    .filter(({ entry }) => entry === name || entry.startsWith(`${name}/`))
    .map(({ entry, minified, compressed }) => `${entry}: ${minified} KiB minified, ${compressed} KiB compressed`);
}

interface Wanted {
  readonly only: string | undefined;
  readonly showsFiles: boolean;
}

async function show({ only, showsFiles }: Wanted): Promise<void> {
  const plan = await readReleasePlan();
  const into = await mkdtemp(join(tmpdir(), 'sdmp-dry-'));
  try {
    const packed = (await packAll(into)).filter(({ name }) => only === undefined || name === only);
    if (packed.length === 0) throw new Error(`no package that is published is called ${only ?? ''}`);
    for (const { name, file } of packed) {
      const planned = plan.releases.find((release) => release.name === name);
      const tarball = join(into, file);
      const files = await filesOf(tarball);
      const unpacked = files.reduce((sum, { bytes }) => sum + bytes, 0);
      const versions =
        planned === undefined ? 'not released' : `${planned.oldVersion} → ${planned.newVersion} (${planned.type})`;
      const sizes = `${size((await stat(tarball)).size)} packed, ${size(unpacked)} in ${files.length} files`;
      process.stdout.write(`\n${name}  ${versions}; ${sizes}\n`);
      const changes = changesOf(plan, name);
      if (changes !== '') process.stdout.write(`\n${changes}\n\n`);
      for (const line of entrySizes(name)) process.stdout.write(`  ${line}\n`);
      if (!showsFiles) continue;
      for (const { name: path, bytes } of files) process.stdout.write(`  ${size(bytes).padStart(10)}  ${path}\n`);
    }
  } finally {
    await rm(into, { recursive: true, force: true });
  }
  process.stdout.write(`\n${plan.changesets.length} changesets wait; nothing was published\n`);
}

try {
  const options = {
    changelog: { type: 'boolean', default: false },
    files: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) process.stdout.write(help);
  else if (values.changelog) {
    const date = new Date().toISOString().slice(0, 10);
    process.stdout.write(`${releaseSection(await readReleasePlan(), date, publishedNames())}\n`);
  } else await show({ only: positionals[0], showsFiles: values.files });
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error;
  process.stderr.write(`release:dry: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
