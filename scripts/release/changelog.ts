import { getReleaseLine } from './changelog-lines.ts';
import type { PlannedChange, ReleasePlan } from './release-plan.ts';

/** Kinds of a change, the weightiest first, and what changelogs call them. */
const kinds = [
  ['major', 'Breaking'],
  ['minor', 'New'],
  ['patch', 'Repaired'],
] as const;

function kindOf({ releases }: PlannedChange): string {
  const found = kinds.find(([kind]) => releases.some(({ type }) => type === kind));
  return found?.[0] ?? 'patch';
}

function lines(changes: readonly PlannedChange[]): string {
  return kinds
    .flatMap(([kind, word]) => {
      const mark = kind === 'minor' ? '' : `${word}: `;
      return changes.filter((change) => kindOf(change) === kind).map((change) => marked(getReleaseLine(change), mark));
    })
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function marked(line: string, mark: string): string {
  return line.startsWith('- ') ? `- ${mark}${line.slice(2)}` : line;
}

/** Returns what a release changes in one package, the weightiest first, as Markdown; empty when nothing. */
export function changesOf({ changesets }: ReleasePlan, name: string): string {
  return lines(changesets.filter(({ releases }) => releases.some((release) => release.name === name)));
}

/**
 * Returns the section of a release in the changelog of the repository: each change once, under the packages that it is of, in
 * the order of `names`.
 */
export function releaseSection({ changesets, releases }: ReleasePlan, date: string, names: readonly string[]): string {
  const byPackages = new Map<string, PlannedChange[]>();
  for (const change of changesets) {
    const heading = names.filter((name) => change.releases.some((release) => release.name === name)).join(', ');
    const together = byPackages.get(heading) ?? [];
    byPackages.set(heading, [...together, change]);
  }
  const place = (heading: string): number => names.indexOf(heading.split(', ', 1)[0] ?? '');
  // What is of one package alone comes before what it shares with others.
  const sections = [...byPackages]
    .toSorted(([a], [b]) => place(a) - place(b) || a.length - b.length || (a < b ? -1 : 1))
    .map(([heading, changes]) => `### ${heading}\n\n${lines(changes)}`);
  const [version = ''] = releases.map(({ newVersion }) => newVersion);
  return [`## ${version}, ${date}`, ...sections].join('\n\n');
}

const title = '# Changelog\n\nWhat users can do since each release. All packages are released together.\n';

/** Returns a changelog with a section of a release in front of the earlier ones. `earlier` is empty before the first release. */
export function withSection(earlier: string, section: string): string {
  const from = earlier.search(/^## /m);
  const rest = from === -1 ? '' : `\n${earlier.slice(from)}`;
  return `${title}\n${section}\n${rest}`;
}

/** Returns the changelog of a package with our words for the kinds of changes; changesets has its own. */
export function withOurHeadings(changelog: string): string {
  return kinds.reduce((text, [kind, word]) => {
    const theirs = `### ${kind[0]?.toUpperCase()}${kind.slice(1)} Changes`;
    return text.replaceAll(theirs, `### ${word}`);
  }, changelog);
}
