import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DefaultTheme, defineConfig, type MarkdownOptions } from 'vitepress';
import { drawDiagram } from '../diagram.ts';
import { anchorOf, siteLink } from '../links.ts';
import { pages, site } from '../pages.ts';
import { root } from '../root.ts';
import { titleOf } from '../title.ts';

type Markdown = Parameters<NonNullable<MarkdownOptions['config']>>[0];

/** Makes cells of empty table heads, which name no column to a screen reader. */
function withoutEmptyHeads(markdown: Markdown): void {
  markdown.core.ruler.push('empty-heads', ({ tokens }) => {
    for (const [index, open] of tokens.entries()) {
      const [content, close] = tokens.slice(index + 1, index + 3);
      if (open.type !== 'th_open' || content?.content !== '' || close?.type !== 'th_close') continue;
      open.tag = 'td';
      close.tag = 'td';
    }
  });
}

/** Points the links of documents at pages. What the site does not show stays as words, with its place in the repository. */
function withSiteLinks(markdown: Markdown): void {
  markdown.core.ruler.push('site-links', ({ tokens, env }) => {
    const { path, realPath }: { path: string; realPath?: string } = env;
    const document = relative(root, realPath ?? path).replaceAll('\\', '/');
    for (const { children } of tokens) {
      let isFile = false;
      for (const token of children ?? []) {
        if (token.type === 'link_close' && isFile) {
          token.tag = 'span';
          isFile = false;
        }
        if (token.type !== 'link_open') continue;
        const link = siteLink(document, String(token.attrGet('href')));
        if (link.kind === 'page') token.attrSet('href', link.address);
        if (link.kind !== 'file') continue;
        token.type = 'span_open';
        token.tag = 'span';
        token.attrs = [['title', `In the repository: ${link.path}`]];
        isFile = true;
      }
    }
  });
}

/** Draws blocks in Mermaid, which GitHub draws too. */
function withDiagrams(markdown: Markdown): void {
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info = '', content = '' } = tokens[index] ?? {};
    if (info.trim() === 'mermaid') return drawDiagram(content, `diagram-${index}`);
    return fence?.(tokens, index, ...rest) ?? '';
  };
}

function item(document: string, page: string): { readonly text: string; readonly link: string } {
  const text = document === 'README.md' ? 'Overview' : titleOf(document);
  return { text, link: `/${page.replace(/\.md$/, '').replace(/(^|\/)index$/, '$1')}` };
}

function group({ title, pages: of }: (typeof site)[number]): DefaultTheme.SidebarItem {
  return { text: title, items: of.map(({ document, page }) => item(document, page)) };
}

/** Folder of Vue. */
const vue = dirname(fileURLToPath(import.meta.resolve('vue/package.json')));

/** Every page that is there already, for `srcExclude`, which knows patterns alone. */
const shown = new Set(pages.keys());

export default defineConfig({
  title: 'sdmp',
  description: 'Open-source SDMP for TypeScript: codec, client, outcome service, journal, sinks and the bridge.',
  lang: 'en-GB',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/favicon.svg' }]],
  srcDir: posix.join('..', '..'),
  outDir: 'dist',
  cacheDir: '.vitepress/cache',
  srcExclude: ['{.*,api,release,sbom}/**', 'apps/!(bridge|cli|site)/**', '**/dist/**', '**/CHANGELOG.md'],
  rewrites: (id) => (shown.has(id) ? (pages.get(id) ?? id) : id),
  markdown: {
    config: (markdown) => {
      withSiteLinks(markdown);
      withoutEmptyHeads(markdown);
      withDiagrams(markdown);
    },
    anchor: { slugify: anchorOf },
    languageAlias: { promql: 'text' },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Getting started', link: '/getting-started' },
      { text: 'Concepts', link: '/concepts' },
      { text: 'Protocol', link: '/reference/' },
      { text: 'API', link: '/api/' },
      { text: 'HTTP API', link: '/http-api' },
    ],
    sidebar: Object.fromEntries([
      ['/', site.filter(({ ownSidebar }) => ownSidebar === undefined).map(group)],
      ...site.flatMap((part) => (part.ownSidebar === undefined ? [] : [[part.ownSidebar, [group(part)]] as const])),
    ]),
    footer: { message: 'Apache-2.0. Softdial and CallGem are names of their owner; this project is not theirs.' },
  },
  vite: {
    logLevel: 'warn',
    // The icon of the bridge's page.
    publicDir: join(root, 'apps/dashboard/public'),
    build: { chunkSizeWarningLimit: 2000 },
    // The documents stand outside this workspace, from where Vue is not found.
    resolve: { alias: [{ find: /^vue(\/server-renderer)?$/, replacement: `${vue}$1` }] },
  },
});
