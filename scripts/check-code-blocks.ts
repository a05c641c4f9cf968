/** Checks the code that documents show: TypeScript against the built packages, JSON, YAML and shell by their parsers. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type CodeBlock, codeBlocks } from './documents/code-blocks.ts';
import { faultOf } from './documents/block-faults.ts';
import { documentPaths } from './documents/document-paths.ts';
import { missingFromInstall } from './documents/install-lines.ts';

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string | { readonly types?: string }>>;
}

/** Returns where the declarations of each entry are, as `paths` of the compiler. */
function packagePaths(): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const file of globSync('packages/*/package.json')) {
    const { name, exports = {} } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    for (const [path, target] of Object.entries(exports)) {
      if (typeof target === 'string' || target.types === undefined) continue;
      found[join(name, path)] = [resolve(dirname(file), target.types)];
    }
  }
  return found;
}

/** Languages of blocks that are compiled. */
const compiled = new Set(['ts', 'js']);

const blocks: CodeBlock[] = [];
const faults: string[] = [];
for (const document of documentPaths()) {
  const content = readFileSync(document, 'utf8');
  const own = codeBlocks(document, content);
  blocks.push(...own);
  for (const block of own) {
    const fault = faultOf(block);
    if (fault !== undefined) faults.push(`${document}:${block.line}: ${fault}`);
  }
  for (const name of missingFromInstall(content, own))
    faults.push(`${document}: a program imports ${name}, which no 'npm install' of the document names`);
}

// Inside the repository, so that packages are found.
mkdirSync('node_modules/.cache', { recursive: true });
const folder = mkdtempSync('node_modules/.cache/code-blocks-');
try {
  const places = new Map<string, { readonly document: string; readonly line: number }>();
  for (const [index, { document, line, language, text, context }] of blocks.entries()) {
    if (!compiled.has(language)) continue;
    const name = `block-${index}.ts`;
    places.set(name, { document, line: line - (context === '' ? 0 : context.split('\n').length) });
    // Without an import or export it would share its names with others.
    writeFileSync(join(folder, name), `${context === '' ? '' : `${context}\n`}${text}export {};\n`);
  }
  const config = {
    extends: resolve('tsconfig.base.json'),
    compilerOptions: { types: ['node'], noUnusedLocals: false, noUnusedParameters: false, paths: packagePaths() },
    include: ['*.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const { stdout, status } = spawnSync('tsc', ['--project', folder, '--pretty', 'false'], { encoding: 'utf8' });
  for (const [, name = '', line = '', said = ''] of stdout.matchAll(/^.*(block-\d+\.ts)\((\d+),\d+\): (.*)$/gm)) {
    const place = places.get(name);
    if (place !== undefined) faults.push(`${place.document}:${place.line + Number(line)}: ${said}`);
  }
  if (status !== 0 && faults.length === 0) faults.push(stdout);
} finally {
  rmSync(folder, { recursive: true });
}

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${blocks.length} code blocks, ${faults.length} faults\n`);
if (faults.length > 0) process.exitCode = 1;
