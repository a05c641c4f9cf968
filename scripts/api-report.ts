/** Writes what each published package exports to `api/`, so that a change of the public face shows in review; or checks it. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeApi, type PublicEntry } from './api/describe-api.ts';
import { UsageError } from './usage.ts';

const help = `Usage: pnpm api:check    whether api/ says what the built packages export, and each export has TSDoc
       pnpm api:update   write api/ anew
`;

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string | { readonly types?: string }>>;
}

/** Returns the entries of a package that declare types, with the files that they lead to. */
function entriesOf(directory: string, { name, exports = {} }: Manifest): readonly PublicEntry[] {
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string' || target.types === undefined
      ? []
      : [{ name: join(name, path), file: join(directory, target.types) }],
  );
}

function reportOf(entries: readonly PublicEntry[]): {
  readonly text: string;
  readonly undocumented: readonly string[];
} {
  const described = describeApi(entries);
  const sections = described.map(({ name, text }) => `## \`${name}\`\n\n\`\`\`ts\n${text}\n\`\`\`\n`);
  return { text: sections.join('\n'), undocumented: described.flatMap(({ undocumented }) => undocumented) };
}

function run(isCheck: boolean): boolean {
  const faults: string[] = [];
  const missing: string[] = [];
  mkdirSync('api', { recursive: true });
  for (const file of globSync('{packages,apps}/*/package.json').toSorted()) {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    const entries = entriesOf(dirname(file), manifest);
    if (manifest.private === true || entries.length === 0) continue;
    const { text, undocumented } = reportOf(entries);
    missing.push(...undocumented);
    const path = `api/${basename(dirname(file))}.md`;
    const report = `# API of \`${manifest.name}\`\n\nWritten by \`pnpm api:update\`; \`pnpm api:check\` compares it.\n\n${text}`;
    if (!isCheck) writeFileSync(path, report);
    else if (report !== readIfThere(path))
      faults.push(`${path} is not what ${manifest.name} exports: run pnpm api:update`);
  }
  for (const name of missing) faults.push(`${name} has no TSDoc: say what it is for, its unit, default and errors`);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`${globSync('api/*.md').length} reports, ${faults.length} faults\n`);
  return faults.length === 0;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

try {
  const options = { check: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } } as const;
  const { values } = parseArgs({ options });
  if (values.help === true) process.stdout.write(help);
  else process.exitCode = run(values.check) ? 0 : 1;
} catch (error) {
  const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  process.stderr.write(`api-report: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
