import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { makeOwnDirectory } from '../../packages/journal/src/own-directory.ts';
import { type Manifest, readManifest } from './shipped-package.ts';

const execute = promisify(execFile);

const root = realpathSync(join(import.meta.dirname, '../..'));

const sumsFile = 'SHA256SUMS';
/** The name in `package.json` says that `writeReleaseFolder` wrote a folder, and may write it again. */
const folderName = 'sdmp-release';

/** A package as npm installs it from a file. */
export interface Packed {
  readonly name: string;
  readonly version: string;
  /** Name of the tarball in the folder. */
  readonly file: string;
}

/** A published package that has been built. */
interface Workspace {
  readonly directory: string;
  readonly manifest: Manifest;
}

/** Returns the packages that are published, in the order of their names. Throws when one has not been built. */
function publishedWorkspaces(): readonly Workspace[] {
  const workspaces = globSync('{packages,apps}/*/package.json', { cwd: root })
    .map((file) => dirname(join(root, file)))
    .map((directory) => ({ directory, manifest: readManifest(directory) }))
    .filter(({ manifest }) => manifest.private !== true)
    .toSorted((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1));
  for (const { directory, manifest } of workspaces) {
    if (!existsSync(join(directory, 'dist'))) throw new Error(`${manifest.name} is not built: run pnpm build`);
  }
  return workspaces;
}

/** Packs all published packages into a folder, exactly as they would be published. */
export async function packAll(into: string): Promise<readonly Packed[]> {
  const packed: Packed[] = [];
  for (const { directory, manifest } of publishedWorkspaces()) {
    const { stdout } = await execute('pnpm', ['pack', '--json', '--pack-destination', into], { cwd: directory });
    const { filename } = JSON.parse(stdout) as { readonly filename: string };
    packed.push({ name: manifest.name, version: manifest.version, file: basename(filename) });
  }
  return packed;
}

/** Returns the version of Node that the tests ran on. */
function testedNode(): string {
  return readManifest(join(root, 'node_modules/node')).version;
}

function installText(packed: readonly Packed[]): string {
  const rows = packed.map(({ name, version, file }) => `| \`${name}\` | ${version} | \`${file}\` |`);
  return `# sdmp, to install without a registry

The programs, into this folder:

    npm install
    node_modules/.bin/sdmp --version

Everything, into a project of yours, where FOLDER is this one:

    npm install FOLDER/*.tgz

What these packages need from others comes from npm's registry. The programs were tested on Node ${testedNode()}, which \`npm install\` in
this folder brings. Name all tarballs: one alone looks for the others in the registry.

| package | version | file |
| --- | --- | --- |
${rows.join('\n')}

\`sha256sum --check ${sumsFile}\` says whether the files are as they were packed.
`;
}

/**
 * Writes a folder to install from: a tarball of each package, a \`package.json\` that installs them with the Node they were tested
 * on, what to type, and checksums. Replaces an earlier one; throws when the folder holds anything else.
 */
export async function writeReleaseFolder(directory: string): Promise<readonly Packed[]> {
  if (existsSync(directory)) clearReleaseFolder(directory);
  else makeOwnDirectory(directory);
  const packed = await packAll(directory);
  const dependencies = Object.fromEntries(packed.map(({ name, file }) => [name, `file:${file}`]));
  const manifest = {
    name: folderName,
    private: true,
    type: 'module',
    dependencies: { ...dependencies, node: testedNode() },
    // npm asks before it runs a package's install script: this one fetches the binary of the system.
    allowScripts: { node: true },
  };
  writeFileSync(join(directory, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  writeFileSync(join(directory, 'README.md'), installText(packed));
  const sums = packed.map(({ file }) => `${sha256Of(join(directory, file))}  ${file}\n`);
  writeFileSync(join(directory, sumsFile), sums.join(''));
  return packed;
}

/** Removes what an earlier call wrote. Throws when a folder holds anything, and was not written by one. */
function clearReleaseFolder(directory: string): void {
  if (!statSync(directory).isDirectory()) throw new Error(`${directory} is a file: name a folder`);
  const files = readdirSync(directory);
  if (files.length === 0) return;
  if (!files.includes('package.json') || readManifest(directory).name !== folderName) {
    throw new Error(`${directory} holds other files: name an empty folder`);
  }
  for (const file of files) rmSync(join(directory, file), { recursive: true });
}

function sha256Of(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
