/** Measures what each entry of each library adds to a program that imports it: bundled, minified, compressed. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { readManifest } from './release/shipped-package.ts';
import { parsed, UsageError } from './usage.ts';

const help = `Usage: pnpm size [--check]   size of each entry with all that it imports, minified and compressed

Writes docs/sizes.md. With --check writes nothing, and fails when an entry is missing there, or has grown by more than a
tenth (and 1 KiB) over what is recorded: run pnpm size, and say in the commit why.
`;

const record = 'docs/sizes.md';
/** What an entry may grow by without a word: a tenth, and 1 KiB. */
const mayGrow = (bytes: number): number => bytes * 1.1 + 1024;

/** Left out, because users choose and install it beside. */
const external = ['node:*', '@nats-io/*', '@platformatic/kafka', 'fast-check', 'vitest', 'pg-native'];

interface Size {
  readonly entry: string;
  readonly minified: number;
  readonly compressed: number;
}

async function sizeOf(entry: string, file: string): Promise<Size> {
  const options = { bundle: true, minify: true, write: false, format: 'esm', platform: 'node', external } as const;
  const { outputFiles } = await esbuild.build({ ...options, entryPoints: [file], outdir: 'out', logLevel: 'silent' });
  const code = Buffer.concat(outputFiles.map(({ contents }) => contents));
  return { entry, minified: code.length, compressed: gzipSync(code, { level: 9 }).length };
}

/** Measures every entry of every library. */
async function measure(): Promise<readonly Size[]> {
  const sizes: Size[] = [];
  for (const manifest of globSync('packages/*/package.json').toSorted()) {
    const directory = dirname(manifest);
    const { name } = readManifest(directory);
    const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
    };
    for (const [entry, target] of Object.entries(exports)) {
      if (typeof target === 'string') continue;
      sizes.push(await sizeOf(name + entry.slice(1), join(directory, target.default)));
    }
  }
  return sizes;
}

function kibibytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}

function page(sizes: readonly Size[]): string {
  const rows = sizes.map(
    ({ entry, minified, compressed }) => `| \`${entry}\` | ${kibibytes(minified)} | ${kibibytes(compressed)} |`,
  );
  return `# Sizes

What importing everything of an entry adds to a program, with all that the entry needs, such as zod: bundled by esbuild, minified, and
compressed by gzip, in KiB. Written by \`pnpm size\`; \`verify\` fails when an entry grows by more than a tenth. A program that uses a part takes
less, because the packages have no side effects. Drivers that are installed beside are not in it.

| entry | minified | compressed |
| --- | ---: | ---: |
${rows.join('\n')}
`;
}

/** Returns what has grown over the record, or is not in it. */
function faults(sizes: readonly Size[], recorded: string): readonly string[] {
  const known = new Map(
    Array.from(recorded.matchAll(/^\| `(\S+)` \| \S+ \| (\S+) \|$/gm), ([, entry = '', size]) => [entry, Number(size)]),
  );
  return sizes.flatMap(({ entry, compressed }) => {
    const before = known.get(entry);
    if (before === undefined) return [`${entry} is not in ${record}: run pnpm size`];
    if (compressed <= mayGrow(before * 1024)) return [];
    return [`${entry} has grown from ${before} to ${kibibytes(compressed)} KiB: make it smaller, or run pnpm size`];
  });
}

try {
  const options = {
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  const { values } = parsed(() => parseArgs({ options }));
  if (values.help) process.stdout.write(help);
  else {
    const sizes = await measure();
    if (values.check) {
      const found = faults(sizes, readFileSync(record, 'utf8'));
      for (const fault of found) process.stderr.write(`${fault}\n`);
      process.stdout.write(`${sizes.length} entries measured, ${found.length} faults\n`);
      process.exitCode = found.length > 0 ? 1 : 0;
    } else {
      writeFileSync(record, page(sizes));
      process.stdout.write(page(sizes));
    }
  }
} catch (error) {
  process.stderr.write(`size: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
