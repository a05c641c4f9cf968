/** Checks that every link between documents leads somewhere, down to its heading, and that every test they name is there: its file, and words of its name. Each trial is one that there is, and has its row. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { documentPaths } from './documents/document-paths.ts';
import { pathInRepository } from './repository-page.ts';
import { kinds } from './trials/kinds.ts';

const { repository } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly repository: { readonly url: string };
};

const documents = documentPaths();
const testFiles = new Set(
  globSync(['{packages,apps,conformance}/*/{src,test}/**/*.test.{ts,tsx}', 'examples/**/*.test.ts'], {
    exclude: ['**/node_modules/**'],
  }).map((file) => basename(file)),
);

/** Names files that a change would make. */
const listOfNewFiles = 'docs/walks.md';

function outsideCode(document: string): string {
  return readFileSync(document, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
}

/** Returns the anchors of a document: of its headings, as GitHub makes them, and those that are written out. */
function anchorsOf(document: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const text = outsideCode(document);
  for (const [, anchor = ''] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(anchor);
  for (const [, heading = ''] of text.matchAll(/^#+ +(.+)$/gm)) {
    const slug = heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again++) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** Returns what is wrong with the names of tests, which follow the path of their file in double quotes. */
function namesOf(text: string): readonly string[] {
  return [...text.matchAll(/`([\w./-]+\.test\.tsx?)`:((?:,?\s+"[^"]+")+)/g)].flatMap(([, path = '', names = '']) => {
    if (!existsSync(path)) return [`the test ${path} is named by no path from here`];
    const source = readFileSync(path, 'utf8');
    return [...names.matchAll(/"([^"]+)"/g)].flatMap(([, name = '']) =>
      source.includes(name.replaceAll(/\s+/g, ' '))
        ? []
        : [`${path} has no test with "${name.replaceAll(/\s+/g, ' ')}"`],
    );
  });
}

function faultsOf(document: string): readonly string[] {
  const text = outsideCode(document);
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    const [path = '', anchor] = target.split('#');
    const own = pathInRepository(repository.url, path);
    if (own === undefined && /^[a-z]+:/.test(target)) return [];
    const file = own ?? (path === '' ? document : join(dirname(document), path));
    if (!existsSync(file)) return [`the link ${target} leads nowhere`];
    const isAnchored = anchor === undefined || !file.endsWith('.md') || anchorsOf(file).has(anchor);
    return isAnchored ? [] : [`the link ${target}: no such heading`];
  });
  const tests = [...text.matchAll(/`([\w./-]+\.test\.tsx?)`/g)].flatMap(([, path = '']) =>
    testFiles.has(basename(path)) ? [] : [`the test ${path} is not there`],
  );
  const files =
    document === listOfNewFiles
      ? []
      : [...text.matchAll(/`((?:packages|apps|scripts|conformance)\/[\w./-]+\.\w+)`/g)].flatMap(([, path = '']) =>
          existsSync(path) ? [] : [`the file ${path} is not there`],
        );
  const trials = [...text.matchAll(/pnpm trials ([a-z-]+)/g)].flatMap(([, name = '']) =>
    name in kinds ? [] : [`there is no trial ${name}`],
  );
  return [...links, ...tests, ...namesOf(text), ...files, ...trials].map((fault) => `${document}: ${fault}`);
}

const tableOfTrials = 'docs/reliability.md';
const rows = outsideCode(tableOfTrials);
const faults = [
  ...documents.flatMap(faultsOf),
  ...Object.keys(kinds).flatMap((name) =>
    new RegExp(`^\\|.*\`pnpm trials ${name}\\b`, 'm').test(rows)
      ? []
      : [`${tableOfTrials}: no row for the trial ${name}`],
  ),
];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${documents.length} documents, ${faults.length} faults\n`);
if (faults.length > 0) process.exitCode = 1;
