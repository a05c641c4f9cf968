import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

/** What declarations of ours refer to, and a user installs beside: as it is in this repository, by a link. */
const besides: Readonly<Record<string, string>> = {
  '@types/node': 'node_modules/@types/node',
  'fast-check': 'packages/protocol/node_modules/fast-check',
  vitest: 'node_modules/vitest',
  '@nats-io/jetstream': 'packages/journal/node_modules/@nats-io/jetstream',
  '@nats-io/kv': 'packages/journal/node_modules/@nats-io/kv',
  '@nats-io/transport-node': 'packages/journal/node_modules/@nats-io/transport-node',
  '@platformatic/kafka': 'packages/sinks/node_modules/@platformatic/kafka',
};

/** Puts what users install beside our packages into a project. */
export function linkBesides(project: string): void {
  for (const [name, target] of Object.entries(besides)) {
    const link = join(project, 'node_modules', name);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, target), link);
  }
}

/** Returns every entry of the packages of ours that a project has, such as `@sdmp/codec/data`. */
export function entriesOf(project: string): readonly string[] {
  return globSync('node_modules/@sdmp/*/package.json', { cwd: project })
    .flatMap((file) => {
      const text = readFileSync(join(project, file), 'utf8');
      const { name, exports } = JSON.parse(text) as { readonly name: string; readonly exports: object };
      return Object.keys(exports)
        .filter((entry) => !entry.endsWith('.json'))
        .map((entry) => name + entry.slice(1));
    })
    .toSorted();
}

/**
 * Compiles a program that imports every entry, as strictly as possible and with the declarations of packages checked. Returns
 * the lines of the compiler about our packages and the program; what it says of packages of others is theirs.
 */
export async function complaintsOf(
  compiler: string,
  project: string,
  resolution: 'node16' | 'bundler',
): Promise<readonly string[]> {
  const entries = entriesOf(project);
  const imports = entries.map((entry, index) => `import * as entry${index} from '${entry}';`);
  const used = `export const all: readonly object[] = [${entries.map((_, index) => `entry${index}`).join(', ')}];`;
  writeFileSync(join(project, 'every-entry.ts'), `${imports.join('\n')}\n${used}\n`);
  const compilerOptions = {
    target: 'es2023',
    lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable'],
    types: ['node'],
    module: resolution === 'node16' ? 'node16' : 'esnext',
    moduleResolution: resolution,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const file = `tsconfig.${resolution}.json`;
  writeFileSync(join(project, file), JSON.stringify({ compilerOptions, files: ['every-entry.ts'] }));
  // A compiler in Go has no library for JavaScript.
  const library = join(dirname(compiler), '../lib/typescript.js');
  const words = existsSync(library)
    ? [join(import.meta.dirname, 'own-complaints.ts'), library, file]
    : [compiler, '--pretty', 'false', '--project', file];
  try {
    await run(process.execPath, words, { cwd: project });
    return [];
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error) || error.stdout === '') throw error;
    const lines = String(error.stdout).split('\n');
    return lines.filter((line) => /^(?:every-entry\.ts|node_modules\/@sdmp\/|tsconfig|error)/.test(line));
  }
}
