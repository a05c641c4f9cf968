/** Generates docs/reference from the catalogue. With --check, only reports whether it is up to date. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { referencePages } from './reference-pages.ts';

const directory = join(import.meta.dirname, '../docs/reference');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

mkdirSync(directory, { recursive: true });
const pages = referencePages();
const stale = [...pages].filter(([file, text]) => readPage(file) !== text).map(([file]) => file);
const leftOver = readdirSync(directory).filter((file) => !pages.has(file));

function readPage(file: string): string | undefined {
  try {
    return readFileSync(join(directory, file), 'utf8');
  } catch {
    return undefined;
  }
}

if (values.check) {
  for (const file of [...stale, ...leftOver]) process.stderr.write(`docs/reference/${file} is not up to date\n`);
  if (stale.length + leftOver.length > 0) process.stderr.write('Run: node scripts/reference.ts\n');
  process.exitCode = stale.length + leftOver.length > 0 ? 1 : 0;
} else {
  for (const file of stale) writeFileSync(join(directory, file), pages.get(file) ?? '');
  for (const file of leftOver) rmSync(join(directory, file));
}
process.stdout.write(`${pages.size} pages, ${stale.length + leftOver.length} changed\n`);
