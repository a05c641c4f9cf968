import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface PlainClient {
  readonly socket: Socket;
  send(...frames: string[]): void;
  /** The next frame. Rejects when the socket closes first. */
  next(): Promise<string>;
  take(count: number): Promise<string[]>;
  readonly closed: Promise<void>;
}

/** A client of a few lines that knows nothing but NUL-terminated 8-bit text, so that it cannot share a mistake. */
export async function plainClient(port: number): Promise<PlainClient> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'connect');
  const frames: string[] = [];
  const waiting: { resolve: (frame: string) => void; reject: (error: Error) => void }[] = [];
  let rest = '';
  socket.on('data', (chunk) => {
    const parts = (rest + chunk.toString('latin1')).split('\0');
    rest = parts.pop() ?? '';
    for (const frame of parts) {
      const waiter = waiting.shift();
      if (waiter === undefined) frames.push(frame);
      else waiter.resolve(frame);
    }
  });
  socket.once('close', () => {
    for (const { reject } of waiting) reject(new Error('The socket closed'));
  });
  const next = (): Promise<string> => {
    const frame = frames.shift();
    if (frame !== undefined) return Promise.resolve(frame);
    if (socket.destroyed) return Promise.reject(new Error('The socket is closed'));
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  return {
    socket,
    send: (...texts) => void socket.write(texts.map((text) => `${text}\0`).join(''), 'latin1'),
    next,
    take: async (count) => {
      const taken: string[] = [];
      while (taken.length < count) taken.push(await next());
      return taken;
    },
    closed,
  };
}
