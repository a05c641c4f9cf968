import { join } from 'node:path';
import { fetchedPackage } from './fetched-package.ts';

/** A runtime of JavaScript other than Node that packages are tried on. */
export interface OtherRuntime {
  readonly name: 'Bun' | 'Deno';
  readonly version: string;
  readonly program: string;
  /** Words that install packages of npm into the project of the working folder, before their names. */
  readonly install: readonly string[];
  /** What the names of packages of npm begin with there. */
  readonly prefix: string;
  /** Words that run a file which computes alone, before its path. */
  readonly compute: readonly string[];
  /** Words that run a file which uses the network alone, before its path. */
  readonly network: readonly string[];
  /** Words that run a file which uses files too, before its path. */
  readonly files: readonly string[];
  /** Environment variables that keep its cache in a folder. */
  readonly cacheIn: (folder: string) => Readonly<Record<string, string>>;
}

const bunVersion = '1.4.4';
const denoVersion = '2.9.6';

/** How the two name systems and processors in the packages that hold their programs. */
const bunSystems: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const bunProcessors: Readonly<Record<string, string>> = { x64: 'x64-baseline', arm64: 'aarch64' };
const denoSuffix: Readonly<Record<string, string>> = { linux: '-glibc', darwin: '', win32: '' };

async function bun(): Promise<OtherRuntime> {
  const { platform, arch } = process;
  const name = `@oven/bun-${bunSystems[platform] ?? platform}-${bunProcessors[arch] ?? arch}`;
  return {
    name: 'Bun',
    version: bunVersion,
    program: join(await fetchedPackage(name, bunVersion), 'bin', platform === 'win32' ? 'bun.exe' : 'bun'),
    install: ['add', '--ignore-scripts'],
    prefix: '',
    compute: ['run'],
    network: ['run'],
    files: ['run'],
    cacheIn: (folder) => ({ BUN_INSTALL_CACHE_DIR: folder }),
  };
}

async function deno(): Promise<OtherRuntime> {
  const { platform, arch } = process;
  const folder = await fetchedPackage(`@deno/${platform}-${arch}${denoSuffix[platform] ?? ''}`, denoVersion);
  return {
    name: 'Deno',
    version: denoVersion,
    program: join(folder, platform === 'win32' ? 'deno.exe' : 'deno'),
    // By default it takes nothing that was published within a day.
    install: ['add', '--minimum-dependency-age=0'],
    prefix: 'npm:',
    // Without a permission, a program that opens a file or a socket fails.
    compute: ['run', '--no-prompt'],
    network: ['run', '--no-prompt', '--allow-net'],
    files: ['run', '--allow-all'],
    cacheIn: (cache) => ({ DENO_DIR: cache }),
  };
}

/** Returns Bun and Deno, each fetched once from the package of npm that holds its program for this system. */
export async function otherRuntimes(): Promise<readonly OtherRuntime[]> {
  return [await bun(), await deno()];
}
