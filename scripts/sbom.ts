/** Writes a CycloneDX document of each published package, and checks the licences of what ships. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { billOfMaterials, faultOf } from './release/bill-of-materials.ts';
import { licenceFaults } from './release/licences.ts';
import { publishedPackages } from './release/shipped-package.ts';

const help = `Usage: pnpm sbom [DIR]     write DIR/NAME.cdx.json of each published package (default: sbom)
       pnpm sbom --check   write nothing; check documents and licences

Each document (CycloneDX 1.6) lists the package, what npm installs with it, and what is built into it.
It fails when a licence is not permitted, or when a document breaks CycloneDX's schema.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
});
if (values.help) {
  process.stdout.write(help);
} else {
  const [directory = 'sbom'] = positionals;
  const published = publishedPackages();
  const faults = [...licenceFaults(published)];
  let parts = 0;
  if (!values.check) mkdirSync(directory, { recursive: true });
  for (const each of published) {
    const document = billOfMaterials(each);
    const fault = await faultOf(document);
    if (fault !== undefined) faults.push(`${each.manifest.name}: the document breaks the schema: ${fault}`);
    const { components } = JSON.parse(document) as { readonly components: readonly object[] };
    parts += components.length;
    const file = `${each.manifest.name.replace('@', '').replace('/', '-')}.cdx.json`;
    if (!values.check) writeFileSync(join(directory, file), document);
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`${published.length} packages, ${parts} components, ${faults.length} faults\n`);
  if (faults.length > 0) process.exitCode = 1;
}
