import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../../packages/codec/fuzz/random.ts';
import { hostileFrame } from './hostile-frames.ts';
import { writeWithin } from './hostile-socket.ts';

/** How a hostile HTTP connection behaves. */
export const httpManners = ['pipelines', 'never reads', 'drips', 'half closes', 'resets', 'streams'] as const;
export type HttpManner = (typeof httpManners)[number];

export interface HostileHttpOptions {
  readonly port: number;
  /** Loopback address that it comes from. */
  readonly from: string;
  readonly manner: HttpManner;
  readonly seed: number;
  /** A token that may read. */
  readonly token: string;
  readonly signal: AbortSignal;
  readonly onRequest: () => void;
}

const reconnectMs = 20;
const dripMs = 5;
const methods = ['GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'G\u0000T', ''] as const;
const paths = [
  '/',
  '/healthz',
  '/readyz',
  '/metrics',
  '/api/v1/me',
  '/api/v1/status',
  '/api/v1/upstreams',
  '/api/v1/subscribers',
  '/api/v1/campaigns?window=15m',
  '/api/v1/rates?window=24h',
  '/api/v1/outcomes?limit=1000',
  '/api/v1/outcomes?telephone=0123&order=asc',
  '/api/v1/outcomes?from=99999999999999999999',
  '/api/v1/outcomes/0',
  '/api/v1/outcomes',
  '/api/v1/events?from=0',
  '/api/v1/live?window=1h',
  '/api/v1/sinks/none/pause',
  '/api/v1/openapi.json',
  '/../../../../etc/passwd',
  '/assets/..%2f..%2f..%2fetc/passwd',
  '/%00%ff%c0%af',
] as const;
const bodies = [
  '{"campaignName":"Sales1","reason":10}',
  '[]',
  '{"a":',
  '[['.repeat(2000),
  '"\ud800"',
  '{"specversion":"1.0","type":"sdmp.outcome.recorded","data":{}}',
] as const;
const contentTypes = [
  'application/json',
  'application/cloudevents+json',
  'text/plain',
  'multipart/form-data',
  '',
] as const;

/** Attacks HTTP until it is aborted: connects again whenever the connection is gone. */
export async function attackHttp(options: HostileHttpOptions): Promise<void> {
  const random = new Random(options.seed);
  while (!options.signal.aborted) {
    await attackOnce(random, options).catch(() => undefined);
    await delay(reconnectMs, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

async function attackOnce(random: Random, options: HostileHttpOptions): Promise<void> {
  const { port, from: localAddress, manner, signal } = options;
  const socket = connect({ host: '127.0.0.1', port, localAddress, allowHalfOpen: true });
  socket.on('error', () => undefined);
  const stop = (): void => void socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await once(socket, 'connect', { signal });
    if (manner === 'never reads' || manner === 'streams') socket.pause();
    else socket.resume();
    if (manner === 'streams') {
      await send(socket, headOf(random, options, 'GET', '/api/v1/events?from=0', ''), options);
      await delay(random.below(5000), undefined, { signal });
    }
    for (let requests = 1 + random.below(30); requests > 0 && !socket.destroyed; requests--) {
      await send(socket, requestOf(random, options), options);
    }
    if (manner === 'half closes') {
      socket.end();
      await delay(random.below(200), undefined, { signal });
    }
    if (manner === 'resets') socket.resetAndDestroy();
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
}

async function send(socket: Socket, request: string, { manner, onRequest }: HostileHttpOptions): Promise<void> {
  onRequest();
  if (manner !== 'drips') {
    await writeWithin(socket, request);
    return;
  }
  for (const character of request.slice(0, 300)) {
    await writeWithin(socket, character);
    await delay(dripMs);
  }
}

/** Returns a request that is right, damaged, or no HTTP at all. */
function requestOf(random: Random, options: HostileHttpOptions): string {
  if (random.oneIn(50)) return `${hostileFrame(random)}\r\n\r\n`;
  const body = random.oneIn(2) ? '' : random.oneIn(200) ? 'x'.repeat(5_000_000) : random.pick(bodies);
  const request = headOf(random, options, random.pick(methods), random.pick(paths), body) + body;
  if (!random.oneIn(10)) return request;
  const at = random.below(request.length);
  return request.slice(0, at) + String.fromCharCode(random.below(256)) + request.slice(at + random.below(4));
}

function headOf(
  random: Random,
  { port, token }: HostileHttpOptions,
  method: string,
  path: string,
  body: string,
): string {
  const host = random.oneIn(20) ? 'rebound.example' : `127.0.0.1:${port}`;
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}`];
  if (!random.oneIn(10)) lines.push(`Authorization: Bearer ${random.oneIn(40) ? 'guessed' : token}`);
  if (random.oneIn(10)) lines.push('Origin: https://evil.example');
  if (random.oneIn(20)) lines.push(`Last-Event-ID: ${random.pick(['0', '-1', 'x'.repeat(2000), '9'.repeat(30)])}`);
  if (random.oneIn(50)) lines.push(`X-Large: ${'y'.repeat(random.below(40_000))}`);
  if (body !== '') {
    lines.push(`Content-Type: ${random.pick(contentTypes)}`);
    // Too few bytes make the rest another request, too many keep it open.
    const length = body.length + (random.oneIn(20) ? random.below(100) - 50 : 0);
    lines.push(random.oneIn(20) ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}
