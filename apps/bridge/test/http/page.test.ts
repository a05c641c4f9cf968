import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { runApi, temporaryFolder } from './support/run-api.ts';

const script = 'console.log("the page");\n'.repeat(50);

function pageFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>bridge</title>');
  writeFileSync(join(folder, 'assets', 'main-abc123.js'), script);
  writeFileSync(join(folder, 'assets', 'main-abc123.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'assets', 'main-abc123.js.gz'), gzipSync(script));
  writeFileSync(join(folder, 'secret.unknown'), 'not for the web');
  return folder;
}

/** The answer as it comes over the wire: `fetch` would decompress it and tidy the path. */
function rawGet(url: string, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(url);
      request({ hostname, port, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end();
    },
  );
}

test('without the page the root says so in a line, and the API continues', async () => {
  const { url, ask } = await runApi();
  const response = await fetch(url);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'NO_PAGE' });
  expect((await ask('/status')).status).toBe(200);
});

test('the page is served with a policy that lets nothing foreign in', async () => {
  const { url } = await runApi({ pageDirectory: pageFolder() });
  const response = await fetch(url);
  expect(await response.text()).toContain('<title>bridge</title>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(response.headers.get('cache-control')).toBe('no-cache');
  const etag = response.headers.get('etag') ?? '';
  const again = await fetch(url, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});

test('assets may be kept for ever, and come compressed to those who can read it', async () => {
  const { url } = await runApi({ pageDirectory: pageFolder() });
  const path = '/assets/main-abc123.js';
  const plain = await rawGet(url, path);
  expect(plain.body.toString()).toBe(script);
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const brotli = await rawGet(url, path, { 'accept-encoding': 'gzip, deflate, br' });
  expect(brotli.headers).toMatchObject({
    'content-encoding': 'br',
    vary: 'accept-encoding',
    'content-type': 'text/javascript; charset=utf-8',
  });
  expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
  expect((await rawGet(url, path, { 'accept-encoding': 'br;q=0, gzip' })).headers['content-encoding']).toBe('gzip');
});

test.each([
  '/../secret',
  '/assets/../../etc/passwd',
  '/%2e%2e/etc/passwd',
  '/secret.unknown',
  '/assets',
  '/assets/none.js',
])('%s is not there', async (path) => {
  const { url } = await runApi({ pageDirectory: pageFolder() });
  expect((await rawGet(url, path)).status).toBe(404);
});
