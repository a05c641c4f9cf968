import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { InvalidTokensError, TokenList } from '../../src/http/access/token-list.ts';
import { type Me, meSchema } from '../../src/http/me/schema.ts';
import { resources } from '../../src/http/resources.ts';
import type { OutcomesPage } from '../../src/http/outcomes/schema.ts';
import type { Problem } from '../../src/http/schema/problem.ts';
import { runApi, temporaryFolder } from './support/run-api.ts';
import { salesFrames } from './support/sales-frames.ts';

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function tokensFile(): string {
  const file = join(temporaryFolder(), 'tokens');
  const lines = [
    '# who may do what',
    `viewer read ${hashOf('view-token')}`,
    `feeder write ${hashOf('feed-token')}`,
    '',
    `operator read,unmask,write,admin ${hashOf('all-token')}`,
  ];
  writeFileSync(file, lines.join('\r\n'));
  return file;
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** A request with a Host header of our own; `fetch` keeps its own. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('without a token nothing is told, and health, metrics and the description need none', async () => {
  const { ask, url } = await runApi({ tokensFile: tokensFile() });
  for (const path of ['/status', '/outcomes', '/events', '/live', '/sinks']) {
    const response = await ask(path);
    expect(response.status, path).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(((await response.json()) as Problem).code).toBe('UNAUTHENTICATED');
  }
  expect((await ask('/openapi.json')).status).toBe(200);
  for (const path of ['/healthz', '/readyz', '/metrics']) expect((await fetch(url + path)).status, path).toBe(200);
});

test('a token that is not known is refused, later each time, and noted without the token', async () => {
  const { ask, warnings } = await runApi({ tokensFile: tokensFile() });
  const waits: number[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    const began = performance.now();
    expect((await ask('/status', { headers: bearer('guessed-token') })).status).toBe(401);
    waits.push(performance.now() - began);
  }
  for (const [attempt, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(250 * 2 ** attempt - 5);
  // What repeats word by word is one line.
  expect(warnings).toHaveLength(1);
  expect(warnings.join()).not.toContain('guessed-token');
});

test('every route asks for the scope that it is described with', async () => {
  const file = join(temporaryFolder(), 'tokens');
  const all = ['read', 'write', 'admin'];
  const lines = all.map((scope) => `no-${scope} ${all.filter((other) => other !== scope).join(',')} ${hashOf(scope)}`);
  writeFileSync(file, lines.join('\n'));
  const { ask } = await runApi({ tokensFile: file });
  for (const { method, path, scope } of resources.flatMap(({ routes }) => Object.values(routes))) {
    if (scope === undefined || scope === 'any') continue;
    const init = { method: method.toUpperCase(), headers: bearer(scope) };
    const response = await ask(path.replace(/\{\w+\}/, 'none'), init);
    expect(response.status, path).toBe(403);
    expect(await response.json(), path).toMatchObject({ code: 'FORBIDDEN' });
  }
});

test('a token opens what its scopes say', async () => {
  const { ask } = await runApi({ tokensFile: tokensFile() });
  const post = { method: 'POST', body: '{"reason":7}' };
  const json = { 'content-type': 'application/json' };
  const statusOf = async (path: string, token: string, init: RequestInit = {}): Promise<number> =>
    (await ask(path, { ...init, headers: { ...json, ...bearer(token) } })).status;
  expect(await statusOf('/outcomes', 'view-token')).toBe(200);
  expect(await statusOf('/outcomes?unmask=true', 'view-token')).toBe(403);
  expect(await statusOf('/outcomes', 'view-token', post)).toBe(403);
  expect(await statusOf('/sinks/any/pause', 'view-token', { method: 'POST' })).toBe(403);
  expect(await statusOf('/outcomes', 'feed-token', post)).toBe(201);
  expect(await statusOf('/outcomes', 'feed-token')).toBe(403);
  expect(await statusOf('/outcomes?unmask=true', 'all-token')).toBe(200);
  expect(await statusOf('/sinks/any/pause', 'all-token', { method: 'POST' })).toBe(404);
  const page = await ask('/outcomes', { headers: bearer('all-token') });
  expect(((await page.json()) as OutcomesPage).outcomes).toMatchObject([{ source: 'http/feeder' }]);
});

test('a token says what it allows, whatever that is, and nobody else is told', async () => {
  const guarded = await runApi({ tokensFile: tokensFile() });
  const me = async (token: string): Promise<Me> =>
    meSchema.parse(await (await guarded.ask('/me', { headers: bearer(token) })).json());
  expect(await me('view-token')).toEqual({ name: 'viewer', scopes: ['read'] });
  expect(await me('feed-token')).toEqual({ name: 'feeder', scopes: ['write'] });
  expect(await me('all-token')).toEqual({ name: 'operator', scopes: ['read', 'unmask', 'write', 'admin'] });
  expect((await guarded.ask('/me')).status).toBe(401);
  const open = await runApi();
  expect(await open.get('/me')).toEqual({ name: 'local', scopes: ['read', 'unmask', 'write', 'admin'] });
});

test.each([
  ['', 'holds no token'],
  ['viewer read', 'tokens:1'],
  [`viewer look ${hashOf('a')}`, 'no scope is named look'],
  [`\nviewer read ${hashOf('a')}\nviewer read ${hashOf('b')}`, 'twice'],
  ['viewer read my-plain-token', 'tokens:1'],
])('a file of tokens that holds %j is refused', (text, words) => {
  const parse = (): TokenList => TokenList.parse(text, 'tokens');
  expect(parse).toThrow(InvalidTokensError);
  expect(parse).toThrow(words);
  expect(parse).not.toThrow(/my-plain-token/);
});

test(`${verifies('SEC-2')}on loopback only names of this machine are answered, on every route, so that no other site can lead a browser here`, async () => {
  const { url } = await runApi();
  const { port } = new URL(url);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`])
    expect(await statusFor(`${url}/api/v1/status`, host)).toBe(200);
  for (const host of [`rebound.example:${port}`, 'localhost.example', '127.0.0.1.example', '192.0.2.1']) {
    for (const path of ['/api/v1/status', '/', '/metrics', '/readyz', '/healthz', '/no-such-thing']) {
      expect(await statusFor(url + path, host), host + path).toBe(421);
    }
  }
});

/** What a browser adds to a request of a page: as `request` sends it, because `fetch` keeps such headers to itself. */
function statusOfRequest(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      response.destroy();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test(`${verifies('SEC-2')}a page of another site can put nothing of the API into itself, and change nothing; a link leads here`, async () => {
  const { url } = await runApi();
  const events = `${url}/api/v1/events`;
  const pause = `${url}/api/v1/sinks/any/pause`;
  for (const site of ['cross-site', 'same-site']) {
    const embedded = { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' };
    expect(await statusOfRequest(events, 'GET', embedded), site).toBe(403);
    expect(await statusOfRequest(pause, 'POST', embedded), site).toBe(403);
    const form = { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' };
    expect(await statusOfRequest(pause, 'POST', form), site).toBe(403);
    expect(await statusOfRequest(`${url}/api/v1/openapi.json`, 'GET', form), site).toBe(200);
  }
  expect(await statusOfRequest(events, 'GET', { origin: 'https://page.example' })).toBe(403);
  expect(await statusOfRequest(pause, 'POST', { origin: 'null' })).toBe(403);
  const own = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' };
  expect(await statusOfRequest(events, 'GET', own)).toBe(200);
  // A proxy in front that ends TLS: the origin is not the one that is seen here.
  expect(await statusOfRequest(pause, 'POST', { ...own, origin: 'https://bridge.example' })).toBe(404);
  for (const site of ['none', 'same-origin'])
    expect(await statusOfRequest(events, 'GET', { 'sec-fetch-site': site })).toBe(200);
});

test('pages of other origins can change nothing, and read nothing, unless they are allowed', async () => {
  const origin = 'https://page.example';
  const closed = await runApi();
  const headers = { origin, 'content-type': 'application/json' };
  expect((await closed.ask('/outcomes', { method: 'POST', headers, body: '{"reason":7}' })).status).toBe(403);
  expect((await closed.ask('/sinks/any/pause', { method: 'POST', headers: { origin } })).status).toBe(403);
  expect((await closed.ask('/status', { headers: { origin } })).headers.get('access-control-allow-origin')).toBeNull();
  const open = await runApi({ corsOrigins: [origin] });
  expect((await open.ask('/status', { headers: { origin } })).headers.get('access-control-allow-origin')).toBe(origin);
  expect((await open.ask('/outcomes', { method: 'POST', headers, body: '{"reason":7}' })).status).toBe(201);
  const other = { ...headers, origin: 'https://other.example' };
  expect((await open.ask('/outcomes', { method: 'POST', headers: other, body: '{"reason":7}' })).status).toBe(403);
  const preflight = await open.ask('/outcomes', {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  });
  expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
});

test('answers forbid browsers to guess, frame, store and pass on', async () => {
  const { ask, record } = await runApi();
  await record(salesFrames(1));
  for (const path of ['/outcomes', '/no-such-thing', '/openapi.json']) {
    const { headers } = await ask(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  }
});

test('what is not there is answered as a problem', async () => {
  const { ask } = await runApi();
  const response = await ask('/no-such-thing');
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(((await response.json()) as Problem).code).toBe('NOT_FOUND');
});
