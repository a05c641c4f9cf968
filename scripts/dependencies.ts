/** Holds what published packages bring from others against the table in the documents, or writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dependenciesOf, dependencyTable, scriptFaults } from './release/dependencies.ts';
import { licenceFaults } from './release/licences.ts';
import { publishedPackages } from './release/shipped-package.ts';
import { parsed, UsageError } from './usage.ts';

const document = 'docs/dependencies.md';

const help = `Usage: pnpm dependencies [--check]   what comes with each published package from others

Writes the table of ${document}. With --check writes nothing, and fails when the table is another, when a package that ships
runs a script at its installation, or when its licence is not permitted.
`;

const [begin, end] = ['<!-- dependencies -->', '<!-- /dependencies -->'];

try {
  const options = {
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  const { check, help: isHelpWanted } = parsed(() => parseArgs({ options })).values;
  if (isHelpWanted) process.stdout.write(help);
  else {
    const published = publishedPackages();
    const faults = [...scriptFaults(published), ...licenceFaults(published)];
    const text = readFileSync(document, 'utf8');
    const [from, until] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || until < from) throw new Error(`${document} has no place for the table`);
    const table = dependencyTable(dependenciesOf(published));
    const renewed = `${text.slice(0, from)}${begin}\n\n${table}\n\n${text.slice(until)}`;
    if (check && renewed !== text) {
      faults.push(`${document} is not what ships: say in the commit why, and run pnpm dependencies`);
    }
    if (!check) writeFileSync(document, renewed);
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    process.stdout.write(`${published.length} packages, ${faults.length} faults\n`);
    process.exitCode = faults.length > 0 ? 1 : 0;
  }
} catch (error) {
  process.stderr.write(`dependencies: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
