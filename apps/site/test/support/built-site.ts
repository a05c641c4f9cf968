import { createReadStream, existsSync, globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the built site. */
export const built = fileURLToPath(new URL('../../dist', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Returns the file of the site that an address names; undefined if there is none. */
export function fileOf(path: string): string | undefined {
  const named = normalize(decodeURIComponent(path));
  const candidates = named.endsWith('/') ? [`${named}index.html`] : [named, `${named}.html`];
  return candidates.map((each) => join(built, each)).find((file) => extname(file) !== '' && existsSync(file));
}

/** Serves the files of the site on a free port. */
export async function serveSite(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((request, response) => {
    const file = fileOf(new URL(request.url ?? '/', 'http://site').pathname);
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': types[extname(file ?? '')] ?? 'text/plain' });
    if (file === undefined) response.end('not found');
    else createReadStream(file).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A page of the site as it was written. */
export interface BuiltPage {
  /** Address from the root: `/tls.html`. */
  readonly path: string;
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

/** Reads every page of the site. */
export function builtPages(): readonly BuiltPage[] {
  return globSync('**/*.html', { cwd: built }).map((name) => {
    const html = readFileSync(join(built, name), 'utf8');
    const values = (attribute: string): string[] =>
      [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) =>
        value.replaceAll('&amp;', '&'),
      );
    return { path: `/${name.replaceAll('\\', '/')}`, links: values('href'), anchors: new Set(values('id')) };
  });
}
