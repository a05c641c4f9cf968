import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fetchedPackage } from './fetched-package.ts';
import { readManifest } from './shipped-package.ts';

/** Releases of Node that tests run on beside the one of the repository: the oldest that is supported, and the next line. */
const otherNodes: readonly string[] = ['22.13.0', '26.12.1'];

/** Compilers that the declarations are tried with beside the two of the repository. */
const otherCompilers: readonly string[] = ['5.8.3', '5.9.3'];

const root = join(import.meta.dirname, '../..');

function ownNode(): string {
  return readManifest(join(root, 'node_modules/node')).version;
}

/** Returns the releases of Node that are tested, the oldest first. */
export function testedNodes(): readonly string[] {
  return [...otherNodes, ownNode()].toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}

/** Returns the tested release that a word such as `22` or `22.13` names, or the word itself when it is a whole version. */
export function nodeNamed(word: string): string | undefined {
  const found = testedNodes().find((version) => `${version}.`.startsWith(`${word}.`));
  return found ?? (/^\d+\.\d+\.\d+$/.test(word) ? word : undefined);
}

/** Returns the program of a release of Node, which is fetched from npm when it is not the repository's. */
export async function nodeProgram(version: string): Promise<string> {
  const { platform, arch } = process;
  const system = platform === 'win32' ? 'win' : platform;
  const program = platform === 'win32' ? 'node.exe' : 'node';
  if (version === ownNode()) return join(realpathSync(join(root, 'node_modules/node')), 'bin', program);
  return join(await fetchedPackage(`node-${system}-${arch}`, version), 'bin', program);
}

/** Returns the program of `tsc` of each compiler that the declarations are tried with, by version: four minor releases. */
export async function compilers(): Promise<readonly { readonly version: string; readonly program: string }[]> {
  const own = ['typescript', 'typescript-native'].map((name) => realpathSync(join(root, 'node_modules', name)));
  const fetched = await Promise.all(otherCompilers.map((version) => fetchedPackage('typescript', version)));
  return [...fetched, ...own].map((folder) => ({
    version: readManifest(folder).version,
    program: join(folder, 'bin', 'tsc'),
  }));
}
