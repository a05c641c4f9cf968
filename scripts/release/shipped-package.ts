import { existsSync, globSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuiltInPackage } from '../../tsup.notices.ts';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  /** A program's; all that it needs from elsewhere is built into it. */
  readonly bin?: Readonly<Record<string, string>>;
}

/** A package that reaches a user: one of this repository, or one that such a package needs at run time. */
export interface ShippedPackage {
  readonly directory: string;
  readonly manifest: Manifest;
  /** What it needs at run time, and what is built into it. */
  readonly needs: readonly ShippedPackage[];
}

/** Reads a package.json. */
export function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest;
}

/** Returns the folder of a package as Node finds it from `directory`. Throws when it is not installed. */
function folderOf(name: string, directory: string): string {
  for (let at = directory; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return realpathSync(folder);
    if (dirname(at) === at) throw new Error(`${name}, which ${directory} needs, is not installed: run pnpm install`);
  }
}

/** Names of the private workspaces in `apps/` whose code is built into a program: they are development dependencies of it. */
function builtIn(manifest: Manifest, directory: string): readonly string[] {
  if (manifest.private === true) return [];
  const inApps = (name: string): boolean => dirname(folderOf(name, directory)) === dirname(directory);
  return Object.entries(manifest.devDependencies ?? {})
    .filter(([name, version]) => version.startsWith('workspace:') && inApps(name))
    .map(([name]) => name);
}

function shippedAt(directory: string, known: Map<string, ShippedPackage>): ShippedPackage {
  const found = known.get(directory);
  if (found !== undefined) return found;
  const manifest = readManifest(directory);
  const needs: ShippedPackage[] = [];
  const shipped: ShippedPackage = { directory, manifest, needs };
  known.set(directory, shipped);
  for (const name of [...Object.keys(manifest.dependencies ?? {}), ...builtIn(manifest, directory)]) {
    needs.push(shippedAt(folderOf(name, directory), known));
  }
  for (const folder of foldersBuiltInto(manifest, directory)) needs.push(shippedAt(folder, known));
  return shipped;
}

/** Returns the folders of the packages that the build found in a program of this repository. Throws when it has not been built. */
function foldersBuiltInto({ name, bin }: Manifest, directory: string): readonly string[] {
  if (bin === undefined || directory.includes('node_modules')) return [];
  const file = join(directory, 'dist', 'built-in.json');
  if (!existsSync(file)) throw new Error(`${name} is not built: run pnpm build`);
  const packages = JSON.parse(readFileSync(file, 'utf8')) as readonly BuiltInPackage[];
  return packages.map((each) => realpathSync(join(directory, each.directory)));
}

/** Returns the packages that are published, each with all that it needs. Optional peers are the user's own choice: not listed. */
export function publishedPackages(): readonly ShippedPackage[] {
  const known = new Map<string, ShippedPackage>();
  return globSync('{packages,apps}/*/package.json')
    .map((file) => realpathSync(dirname(file)))
    .filter((directory) => readManifest(directory).private !== true)
    .map((directory) => shippedAt(directory, known));
}

/** Returns all that a package needs, near and far, without itself. */
export function allNeeds(shipped: ShippedPackage): readonly ShippedPackage[] {
  const all = new Set<ShippedPackage>();
  const waiting = [...shipped.needs];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (all.has(next)) continue;
    all.add(next);
    waiting.push(...next.needs);
  }
  all.delete(shipped);
  return [...all];
}
