import { posix } from 'node:path';
import { pages } from './pages.ts';

/** What a link of a document becomes on the site. */
export type SiteLink =
  | { readonly kind: 'page'; readonly address: string }
  /** Elsewhere on the web. */
  | { readonly kind: 'other' }
  /** A file of the repository that the site does not show. */
  | { readonly kind: 'file'; readonly path: string };

/** Returns the page that shows a path of the repository; a folder is shown by its README. */
function pageFor(path: string): string | undefined {
  return pages.get(path) ?? pages.get(posix.join(path, 'README.md'));
}

/** Returns where a link leads that stands in a document, which names files of the repository. */
export function siteLink(document: string, target: string): SiteLink {
  if (/^([a-z]+:|#)/i.test(target)) return { kind: 'other' };
  const [named = '', anchor] = target.split('#');
  const path = posix.join(posix.dirname(document), decodeURI(named)).replace(/\/$/, '');
  const page = pageFor(path);
  if (page === undefined) return { kind: 'file', path };
  const address = `/${page.replace(/\.md$/, '').replace(/(^|\/)index$/, '$1')}`;
  return { kind: 'page', address: anchor === undefined ? address : `${address}#${anchor}` };
}

/** Returns the anchor of a heading as GitHub makes it, because the documents are read there too. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
}
