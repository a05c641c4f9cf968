/** Writes the API reference, a page for each entry of each package, from the declarations that are published. */
import { globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Application } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { root } from './root.ts';

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** Described by the protocol reference, message by message. */
const messages = '@sdmp/protocol/messages';

/** Returns the declarations of each entry, by the name that is imported. */
function declarations(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of globSync('packages/*/package.json', { cwd: root }).toSorted()) {
    const { name, exports } = JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest;
    for (const [path, target] of Object.entries(exports)) {
      const entry = join(name, path);
      if (typeof target === 'string' || entry === messages) continue;
      found.set(entry, join(root, dirname(file), target.types));
    }
  }
  return found;
}

/** Returns the name that is imported for `journal/dist/jetstream`, which is what TypeDoc calls a file. */
function entryOf(file: string): string {
  return `@sdmp/${file.replace(/\/dist\b/, '')}`;
}

const markdown = {
  entryFileName: 'README',
  excludeScopesInPaths: true,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  parametersFormat: 'table',
  // Headings get other anchors on the site than TypeDoc expects.
  useHTMLAnchors: true,
  anchorPrefix: 'api-',
} satisfies Partial<PluginOptions>;

const entries = declarations();
const out = join(root, 'apps/site/api');
rmSync(out, { recursive: true, force: true });
const application = await Application.bootstrapWithPlugins({
  plugin: ['typedoc-plugin-markdown'],
  entryPoints: [...entries.values()],
  tsconfig: join(root, 'apps/site/tsconfig.api.json'),
  out,
  name: 'API reference',
  readme: 'none',
  router: 'module',
  // The types are checked elsewhere.
  skipErrorChecking: true,
  disableSources: true,
  excludeExternals: true,
  excludePrivate: true,
  githubPages: false,
  logLevel: 'Warn',
  ...markdown,
});
const project = await application.convert();
if (project === undefined) throw new Error('the declarations cannot be read: build the packages first');
for (const module of project.children ?? []) {
  module.name = entryOf(module.name);
  if (!entries.has(module.name)) throw new Error(`${module.name} is an entry of no package`);
}
// Pages are named in this order, and what an entry declares takes names, too: `@sdmp/runtime/client` goes before the `Client` of `@sdmp/runtime`.
project.childrenIncludingDocuments?.sort((a, b) => b.name.split('/').length - a.name.split('/').length);
await application.generateOutputs(project);
