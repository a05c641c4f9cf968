/** Writes a CycloneDX document of each published package, and checks the licences of what ships. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeOwnDirectory } from '../packages/journal/src/own-directory.ts';
import { billOfMaterials, faultOf } from './release/bill-of-materials.ts';
import { licenceFaults } from './release/licences.ts';
import { publishedPackages } from './release/shipped-package.ts';
import { parsed, UsageError } from './usage.ts';

const help = `Usage: pnpm sbom [DIR]     write DIR/NAME.cdx.json of each published package (default: sbom)
       pnpm sbom --check   write nothing; check documents and licences

Each document (CycloneDX 1.6) lists the package, what npm installs with it, and what is built into it.
It fails when a licence is not permitted, or when a document breaks CycloneDX's schema.
`;

interface Wanted {
  readonly directory: string;
  readonly check: boolean;
  readonly help: boolean;
}

/** Reads the command line. Throws `UsageError`. */
function readWords(): Wanted {
  const options = {
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  return parsed(() => {
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [directory = 'sbom', unexpected] = positionals;
    if (unexpected !== undefined) throw new Error(`one folder at most, not also '${unexpected}'`);
    return { ...values, directory };
  });
}

/** Writes the documents, or with `check` only looks at them, and prints what is wrong. Returns the exit code. */
async function run({ directory, check }: Wanted): Promise<0 | 1> {
  const published = publishedPackages();
  const faults = [...licenceFaults(published)];
  let parts = 0;
  if (!check) makeOwnDirectory(directory);
  for (const each of published) {
    const document = billOfMaterials(each);
    const fault = await faultOf(document);
    if (fault !== undefined) faults.push(`${each.manifest.name}: the document breaks the schema: ${fault}`);
    const { components } = JSON.parse(document) as { readonly components: readonly object[] };
    parts += components.length;
    const file = `${each.manifest.name.replace('@', '').replace('/', '-')}.cdx.json`;
    if (!check) writeFileSync(join(directory, file), document);
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`${published.length} packages, ${parts} components, ${faults.length} faults\n`);
  return faults.length > 0 ? 1 : 0;
}

try {
  const wanted = readWords();
  if (wanted.help) process.stdout.write(help);
  else process.exitCode = await run(wanted);
} catch (error) {
  process.stderr.write(`sbom: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
