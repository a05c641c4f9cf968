import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { execPath } from 'node:process';

/** Where a black hole listens. */
export interface BlackHoleOptions {
  /** A loopback address: Linux has all of 127.0.0.0/8. Default 127.0.0.1. */
  readonly host?: string;
  /** Default: a free one. */
  readonly port?: number;
}

/** An address where connecting neither succeeds nor fails. */
export interface BlackHole extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** From now on newcomers are taken in, and get no word; one that was dropped gets through when the system tries it again. */
  readonly answer: () => void;
  readonly close: () => Promise<void>;
}

/** Listens; its process is stopped then, so that the system alone takes newcomers in, until its queue is full. */
const program = `
const [host, port] = process.argv.slice(1);
const server = require('node:net').createServer((socket) => socket.on('error', () => undefined));
server.listen({ host, port: Number(port), backlog: 1 }, () => process.stdout.write(String(server.address().port)));
`;

/** A loopback connection is made within milliseconds; the system repeats a handshake that it dropped after a second. */
const connectsWithinMs = 200;

/** Starts a black hole: a listener whose queue of newcomers is full, so that the system drops what would open a connection. */
export async function startBlackHole({ host = '127.0.0.1', port = 0 }: BlackHoleOptions = {}): Promise<BlackHole> {
  const child = spawn(execPath, ['-e', program, host, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const [bound] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  child.kill('SIGSTOP');
  const hole = { host, port: Number(bound) };
  const filling = await fill(hole);
  const close = async (): Promise<void> => {
    for (const socket of filling) socket.destroy();
    child.kill('SIGKILL');
    await ended;
  };
  const answer = (): void => void child.kill('SIGCONT');
  return { ...hole, answer, close, [Symbol.asyncDispose]: close };
}

/** Connects until the system takes no more; what it took must stay. */
async function fill(hole: { readonly host: string; readonly port: number }): Promise<readonly Socket[]> {
  const filling: Socket[] = [];
  for (let isTaken = true; isTaken; ) {
    const socket = connect(hole).on('error', () => undefined);
    filling.push(socket);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), connectsWithinMs);
    socket.once('connect', () => resolve(true));
    isTaken = await promise;
    clearTimeout(timer);
  }
  return filling;
}
