import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** A part of the site: documents that belong together. */
interface Part {
  readonly title: string;
  /** Documents in the order in which they are read, as patterns from the root. One in several parts belongs to the first. */
  readonly documents: readonly string[];
  /** Folder of pages with a sidebar of their own, because they are many. Default: the common one. */
  readonly ownSidebar?: string;
}

const parts: readonly Part[] = [
  { title: 'Start', documents: ['README.md', 'docs/getting-started.md'] },
  {
    title: 'Guides',
    documents: [
      'docs/guides/subscribe.md',
      'docs/guides/never-lose-an-outcome.md',
      'docs/guides/test-without-a-dialer.md',
      'docs/guides/migrate.md',
      'docs/guides/run-the-bridge.md',
      'docs/guides/secure-it.md',
      'docs/guides/back-up-and-upgrade.md',
      'docs/guides/scale-out.md',
      'docs/guides/*.md',
    ],
  },
  { title: 'Examples', documents: ['examples/README.md', 'examples/*/README.md'] },
  { title: 'Concepts', documents: ['docs/concepts.md', 'docs/architecture.md', 'docs/calls.md', 'docs/values.md'] },
  {
    title: 'The bridge',
    documents: ['apps/bridge/README.md', 'docs/dashboard.md', 'docs/http-api.md', 'docs/metrics.md', 'docs/tls.md'],
  },
  {
    title: 'Operation',
    documents: ['docs/operations-journal.md', 'docs/readers.md', 'docs/jetstream.md', 'docs/windows.md'],
  },
  { title: 'Sinks', documents: ['packages/sinks/README.md', 'packages/sinks/docs/*.md'] },
  { title: 'Command line', documents: ['apps/cli/README.md', 'docs/conformance.md'] },
  { title: 'Reports and rules', documents: ['docs/reports.md', 'docs/rules.md', 'docs/line-of-business-data.md'] },
  {
    title: 'Reliability and speed',
    documents: [
      'docs/reliability.md',
      'docs/loss-window.md',
      'docs/soak.md',
      'docs/sizes.md',
      'docs/dependencies.md',
      'benchmarks/README.md',
    ],
  },
  { title: 'Protocol reference', documents: ['docs/reference/README.md', 'docs/reference/*.md'] },
  { title: 'Packages', documents: ['packages/*/README.md'] },
  { title: 'API reference', documents: ['apps/site/api/README.md', 'apps/site/api/**/*.md'], ownSidebar: '/api/' },
  {
    title: 'Contributing',
    documents: ['CONTRIBUTING.md', 'docs/walks.md', 'VERSIONING.md', 'SECURITY.md', 'docs/decisions/*.md'],
  },
];

/** Documents that no part names, so that a new one is on the site at once. */
const others = 'docs/**/*.md';

/** A document and where it is on the site. */
export interface Page {
  /** Path from the root of the repository: `docs/tls.md`. */
  readonly document: string;
  /** Path from the root of the site: `tls.md`. */
  readonly page: string;
}

/** Returns where a document is on the site: near the top, and an index for each README. */
export function pageOf(document: string): string {
  const path = document
    .replace(/^docs\//, '')
    .replace(/^apps\/site\/api\//, 'api/')
    .replace(/^apps\/([^/]+)\/README\.md$/, 'programs/$1.md')
    .replace(/^packages\/sinks\/docs\//, 'sinks/')
    .replace(/(^|\/)README\.md$/, '$1index.md');
  return path.toLowerCase();
}

function find(patterns: readonly string[], taken: Set<string>): Page[] {
  const found = patterns.flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted());
  return found.flatMap((path) => {
    const document = path.replaceAll('\\', '/');
    if (taken.has(document) || !existsSync(join(root, document))) return [];
    taken.add(document);
    return [{ document, page: pageOf(document) }];
  });
}

interface PartWithPages extends Pick<Part, 'title' | 'ownSidebar'> {
  readonly pages: readonly Page[];
}

function partsWithPages(): readonly PartWithPages[] {
  const taken = new Set<string>();
  const named = parts.map(({ documents, ...part }) => ({ ...part, pages: find(documents, taken) }));
  return [...named, { title: 'More', pages: find([others], taken) }].filter(({ pages }) => pages.length > 0);
}

/** Parts of the site in their order, with their pages. */
export const site = partsWithPages();

/** Where each document is on the site. */
export const pages: ReadonlyMap<string, string> = new Map(
  site.flatMap(({ pages: of }) => of.map(({ document, page }) => [document, page] as const)),
);
