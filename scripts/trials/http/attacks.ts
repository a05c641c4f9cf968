import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** What the process of an attack is told. */
export interface HttpAttackOrder {
  readonly attack: AttackName;
  readonly port: number;
  /** A token that may read. */
  readonly token: string;
  /** Connections that are held open. */
  readonly connections: number;
}

/** Sent once every connection was open. */
export interface HttpAttackReport {
  readonly opened: number;
}

interface Attack {
  readonly name: string;
  /** Connections of the whole trial. */
  readonly connections: number;
  /** Uses one connection until it is over. */
  readonly use: (socket: Socket, order: HttpAttackOrder) => Promise<void>;
}

/** Loopback addresses that connections come from, from 127.0.0.2 on: honest callers come from 127.0.0.1. */
const addresses = 8;
const dripMs = 100;
const reconnectMs = 100;
const bodyBytes = 1_000_000;
const pipelined = 20;

/** Attacks by their names. */
export const attacks = {
  unread: { name: 'event streams that never read', connections: 200, use: neverRead },
  idle: { name: 'connections that ask for nothing', connections: 1100, use: sayNothing },
  heads: { name: 'heads of requests, a byte at a time', connections: 300, use: dripHead },
  bodies: { name: 'bodies of requests, a byte at a time', connections: 300, use: dripBody },
  flood: { name: 'requests without a pause', connections: 40, use: flood },
} satisfies Readonly<Record<string, Attack>>;

export type AttackName = keyof typeof attacks;

/** Opens every connection, tells so, and uses each, opened anew whenever it was closed, until it is aborted. */
export async function attackHttp(
  order: HttpAttackOrder,
  signal: AbortSignal,
  report: (told: HttpAttackReport) => void,
): Promise<void> {
  let opened = 0;
  const { use } = attacks[order.attack];
  await Promise.all(
    Array.from({ length: order.connections }, async (_, number) => {
      for (let round = 0; !signal.aborted; round++) {
        const localAddress = `127.0.0.${2 + (number % addresses)}`;
        const socket = connect({ host: '127.0.0.1', port: order.port, localAddress });
        const stop = (): void => void socket.destroy();
        signal.addEventListener('abort', stop, { once: true });
        socket.on('error', () => undefined);
        try {
          await once(socket, 'connect', { signal });
          if (round === 0 && ++opened === order.connections) report({ opened });
          await use(socket, order);
        } catch {
          // Closed: another takes its place.
        }
        signal.removeEventListener('abort', stop);
        socket.destroy();
        await pause(reconnectMs, undefined, { signal }).catch(() => undefined);
      }
    }),
  );
}

async function neverRead(socket: Socket, { token }: HttpAttackOrder): Promise<void> {
  socket.pause();
  socket.write(`${head('GET', '/api/v1/events?from=0', token)}\r\n`);
  await untilClosed(socket);
}

async function sayNothing(socket: Socket): Promise<void> {
  socket.resume();
  await untilClosed(socket);
}

async function dripHead(socket: Socket, { token }: HttpAttackOrder): Promise<void> {
  socket.resume();
  socket.write(`${head('GET', '/api/v1/status', token)}X-Slow: `);
  await drip(socket);
}

async function dripBody(socket: Socket, { token }: HttpAttackOrder): Promise<void> {
  socket.resume();
  const about = `Content-Type: application/json\r\nContent-Length: ${bodyBytes}\r\n`;
  socket.write(`${head('POST', '/api/v1/outcomes', token)}${about}\r\n[`);
  await drip(socket);
}

/** Asks for what costs most, again as soon as something was answered. */
async function flood(socket: Socket, { token }: HttpAttackOrder): Promise<void> {
  const paths = [
    '/api/v1/outcomes?limit=1000',
    '/metrics',
    '/api/v1/rates?window=24h',
    '/api/v1/campaigns',
    '/healthz',
  ];
  const requests = paths.map((path) => `${head('GET', path, token)}\r\n`).join('');
  while (socket.writable) {
    socket.write(requests.repeat(pipelined / paths.length));
    await once(socket, 'data');
  }
}

function head(method: string, path: string, token: string): string {
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n`;
}

async function drip(socket: Socket): Promise<void> {
  while (socket.writable) {
    socket.write('x');
    await pause(dripMs);
  }
}

async function untilClosed(socket: Socket): Promise<void> {
  if (!socket.destroyed) await once(socket, 'close');
}
