import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** Files of the page at most, and their size together; it is held in memory. */
const maxFiles = 200;
const maxBytes = 32 * 1024 * 1024;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** How a file may lie beside the plain one, by the name of the encoding; the smallest first. */
const encodings = { br: '.br', gzip: '.gz' } as const;
type Encoding = keyof typeof encodings;

export interface PageFile {
  readonly type: string;
  readonly etag: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly encoded: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>>;
}

/** The page cannot be served as it is in its folder. */
export class PageTooLargeError extends Error {
  override readonly name = 'PageTooLargeError';
  readonly code = 'PAGE_TOO_LARGE';
}

async function filesIn(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  } catch {
    // Not built, or not part of this package: then there is no page.
    return [];
  }
}

async function readAll(directory: string): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const names = await filesIn(directory);
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  let bytes = 0;
  for (const name of names) {
    const content = new Uint8Array(await readFile(name));
    bytes += content.byteLength;
    if (names.length > maxFiles || bytes > maxBytes) {
      throw new PageTooLargeError(
        `${directory}: more than ${maxFiles} files or ${maxBytes} bytes: this is not the page`,
      );
    }
    contents.set(`/${relative(directory, name).split(sep).join('/')}`, content);
  }
  return contents;
}

/** The files of the page by path, `/` among them; empty when the folder is not there. */
export async function loadPage(directory: string): Promise<ReadonlyMap<string, PageFile>> {
  const contents = await readAll(directory);
  const files = new Map<string, PageFile>();
  for (const [path, body] of contents) {
    const type = types[extname(path)];
    if (type === undefined) continue;
    const encoded: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>> = {};
    for (const [encoding, ending] of Object.entries(encodings) as [Encoding, string][]) {
      const found = contents.get(path + ending);
      if (found !== undefined) encoded[encoding] = found;
    }
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    const file = { type, etag, body, encoded };
    files.set(path, file);
    if (path === '/index.html') files.set('/', file);
  }
  return files;
}

const refusedForm = /;\s*q=0(?:\.0+)?\s*$/;

/** What of a file a browser gets, by what it says it can read. */
export function chooseEncoding(file: PageFile, accepted: string): Encoding | undefined {
  const words = accepted.toLowerCase().split(',');
  const takes = (encoding: Encoding): boolean =>
    words.some((word) => word.split(';', 1)[0]?.trim() === encoding && !refusedForm.test(word));
  return (Object.keys(encodings) as Encoding[]).find((each) => file.encoded[each] !== undefined && takes(each));
}
