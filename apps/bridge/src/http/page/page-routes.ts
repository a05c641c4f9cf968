import { Hono } from 'hono';
import type { ApiEnvironment } from '../server/api-parts.ts';
import { pagePolicy } from '../access/security-headers.ts';
import { HttpProblem } from '../responses/http-problem.ts';
import { chooseEncoding, type PageFile } from './page-files.ts';

/** Names under this path hold a hash of their content: they never change. */
const immutablePath = '/assets/';
const yearSeconds = 365 * 24 * 60 * 60;

function headersOf(path: string, file: PageFile, encoding: string | undefined): Headers {
  const headers = new Headers({
    'content-security-policy': pagePolicy,
    'cache-control': path.startsWith(immutablePath) ? `public, max-age=${yearSeconds}, immutable` : 'no-cache',
    etag: file.etag,
    'content-type': file.type,
  });
  if (Object.keys(file.encoded).length > 0) headers.set('vary', 'accept-encoding');
  if (encoding !== undefined) headers.set('content-encoding', encoding);
  return headers;
}

function answerWith(path: string, file: PageFile, request: Request): Response {
  const encoding = chooseEncoding(file, request.headers.get('accept-encoding') ?? '');
  const headers = headersOf(path, file, encoding);
  if (request.headers.get('if-none-match')?.includes(file.etag) === true)
    return new Response(null, { status: 304, headers });
  const body = encoding === undefined ? file.body : (file.encoded[encoding] ?? file.body);
  return new Response(body, { headers });
}

/** Serves the page's files, or says that there are none. */
export function pageRoutes(files: ReadonlyMap<string, PageFile>): Hono<ApiEnvironment> {
  return new Hono<ApiEnvironment>().get('*', (context) => {
    const { path } = context.req;
    const file = files.get(path);
    if (file !== undefined) return answerWith(path, file, context.req.raw);
    if (files.size === 0 && path === '/') {
      const detail =
        'this bridge was built without the page; the API is at /api/v1, its description at /api/v1/openapi.json';
      throw new HttpProblem(404, 'NO_PAGE', detail);
    }
    throw new HttpProblem(404, 'NOT_FOUND', 'nothing is here; the API is described at /api/v1/openapi.json');
  });
}
