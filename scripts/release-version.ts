/** Gives every package the version of the next release, and turns the changesets into changelogs. */
import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs, promisify } from 'node:util';
import { releaseSection, withOurHeadings, withSection } from './release/changelog.ts';
import { publishedNames } from './release/published-names.ts';
import { readReleasePlan } from './release/release-plan.ts';
import { parsed, UsageError } from './usage.ts';

const run = promisify(execFile);

const help = `Usage: pnpm release:version   write versions and changelogs of the next release; nothing is published

Removes the changesets, and writes CHANGELOG.md of the repository and of each package. The release workflow runs it for the
pull request of a release; pnpm release:dry shows the same without writing anything.
`;

const changelog = 'CHANGELOG.md';

/** Writes versions and changelogs. Throws when no changeset waits. */
async function writeVersions(): Promise<void> {
  const plan = await readReleasePlan();
  const [release] = plan.releases;
  if (release === undefined) throw new Error('no changeset waits: add one by pnpm changeset');
  await run('changeset', ['version']);
  for (const file of globSync(`{apps,packages}/*/${changelog}`)) {
    writeFileSync(file, withOurHeadings(readFileSync(file, 'utf8')));
  }
  const section = releaseSection(plan, new Date().toISOString().slice(0, 10), publishedNames());
  writeFileSync(changelog, withSection(existsSync(changelog) ? readFileSync(changelog, 'utf8') : '', section));
  process.stdout.write(`${release.newVersion}: ${plan.changesets.length} changesets are in ${changelog} now\n`);
}

try {
  const options = { help: { type: 'boolean', short: 'h', default: false } } as const;
  if (parsed(() => parseArgs({ options })).values.help) process.stdout.write(help);
  else await writeVersions();
} catch (error) {
  process.stderr.write(`release:version: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
