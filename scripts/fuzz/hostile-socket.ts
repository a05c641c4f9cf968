import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../../packages/codec/fuzz/random.ts';
import { hostileFrame } from './hostile-frames.ts';

/** How a hostile socket behaves, besides what it sends. */
export const manners = [
  'floods',
  'pipelines',
  'never reads',
  'half closes',
  'resets',
  'drips',
  'guesses',
  'stays a stranger',
] as const;
export type Manner = (typeof manners)[number];

export interface HostileSocketOptions {
  readonly port: number;
  /** Loopback address that it comes from. */
  readonly from: string;
  readonly manner: Manner;
  readonly seed: number;
  /** UA of a user of another tenant than the honest subscriber's. */
  readonly login: string;
  readonly signal: AbortSignal;
}

/** A write that is not taken within this time is given up with its socket, milliseconds. */
const longestWriteMs = 5000;
const reconnectMs = 20;
const dripMs = 2;

/** Attacks until it is aborted: whenever the service closes the socket, it connects again. */
export async function attack(options: HostileSocketOptions): Promise<void> {
  const random = new Random(options.seed);
  while (!options.signal.aborted) {
    await attackOnce(random, options).catch(() => undefined);
    await delay(reconnectMs, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

async function attackOnce(random: Random, options: HostileSocketOptions): Promise<void> {
  const { port, from: localAddress, manner, login, signal } = options;
  const socket = connect({ host: '127.0.0.1', port, localAddress, allowHalfOpen: true });
  socket.on('error', () => undefined);
  const stop = (): void => void socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await once(socket, 'connect', { signal });
    if (manner === 'never reads') socket.pause();
    else socket.resume();
    if (manner !== 'guesses' && manner !== 'stays a stranger') await writeWithin(socket, `${login}\0`);
    for (let writes = 1 + random.below(200); writes > 0 && !socket.destroyed; writes--) {
      await burst(socket, random, options);
      // Half closed by the service: what is sent now must not be executed, and soon not be taken.
      if (socket.readableEnded && random.oneIn(10)) break;
    }
    if (manner === 'half closes') {
      socket.end();
      await delay(random.below(100), undefined, { signal });
    }
    if (manner === 'resets') socket.resetAndDestroy();
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
}

async function burst(socket: Socket, random: Random, { manner }: HostileSocketOptions): Promise<void> {
  const count = manner === 'floods' ? 1000 : 1 + random.below(100);
  if (manner === 'drips') {
    for (const byte of Buffer.from(`${hostileFrame(random)}\0`.slice(0, 200), 'latin1')) {
      await writeWithin(socket, Buffer.of(byte));
      await delay(dripMs);
    }
    return;
  }
  const frames = Array.from({ length: count }, () => frameOf(random, manner));
  await writeWithin(socket, frames.join(''));
}

function frameOf(random: Random, manner: Manner): string {
  if (manner === 'floods' && !random.oneIn(10)) return 'VS\0';
  if (manner === 'guesses') return `UA\\TDnorth\\QIhonest\\PW${String(random.below(1e9))}\0`;
  return `${hostileFrame(random)}${random.oneIn(30) ? '\r\n' : '\0'}`;
}

/** Writes, and rejects when it is not taken in time. */
export async function writeWithin(socket: Socket, data: string | Uint8Array): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error('not taken')), longestWriteMs);
  socket.write(data, 'latin1', (error) => (error === null || error === undefined ? resolve() : reject(error)));
  await promise.finally(() => clearTimeout(timer));
}
