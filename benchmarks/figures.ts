/**
 * `pnpm figures`: writes the recorded figures into the documents, and marks those that are older than the code they describe.
 * With --check, only reports whether the documents are up to date.
 */
import { parseArgs } from 'node:util';
import { writeDocument } from './report/documents.ts';
import { staleFigures } from './report/stale-figures.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const stale = staleFigures();
for (const [document, text] of stale) {
  if (values.check) process.stderr.write(`${document}: its figures are not up to date\n`);
  else writeDocument(document, text);
}
if (values.check && stale.size > 0) {
  process.stderr.write('Run: pnpm figures\n');
  process.exitCode = 1;
}
process.stdout.write(`${stale.size} documents ${values.check ? 'not up to date' : 'changed'}\n`);
