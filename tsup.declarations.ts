import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The compiler in native code, of the repository whatever package is built. */
const compiler = fileURLToPath(new URL('node_modules/typescript-native/bin/tsc', import.meta.url));

const settings = {
  extends: '../tsconfig.json',
  compilerOptions: {
    noEmit: false,
    noCheck: true,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: '../src',
    outDir: 'types',
  },
  include: [],
};

/**
 * Writes the types of the package in the current folder: a file for each source file, and one for each entry that leads there.
 * Nothing is checked, because that is done for all packages at once. To bundle them for each entry took four fifths of a build.
 */
export async function writeDeclarations(entry: Readonly<Record<string, string>>): Promise<void> {
  const project = 'dist/declarations.json';
  await mkdir('dist', { recursive: true });
  const files = Object.values(entry).map((source) => `../${source}`);
  await writeFile(project, JSON.stringify({ ...settings, files }));
  await execute(process.execPath, [compiler, '--project', project]);
  await rm(project);
  for (const [name, source] of Object.entries(entry)) {
    const declared = source.replace(/^src\//, './types/').replace(/\.ts$/, '.js');
    await writeFile(`dist/${name}.d.ts`, `export * from '${declared}';\n`);
  }
}
