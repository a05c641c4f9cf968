import { once } from 'node:events';
import { connect } from 'node:net';

export interface PlainSocketOptions {
  readonly isUnicode?: boolean;
  /** Whether it keeps its side open when the service closes the other, and goes on sending. Default false. */
  readonly staysOpen?: boolean;
  /** Address that it comes from. Default 127.0.0.1. */
  readonly from?: string;
}

/** A client with no code of ours: frames in, frames out, NUL between them. */
export async function plainSocket(port: number, options: PlainSocketOptions = {}) {
  const { isUnicode = false, staysOpen: allowHalfOpen = false, from: localAddress = '127.0.0.1' } = options;
  const encoding = isUnicode ? 'utf16le' : 'latin1';
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen, localAddress }).setEncoding(encoding);
  let frames: string[] = [];
  let at = 0;
  let unfinished = '';
  let wake = Promise.withResolvers<void>();
  socket.on('data', (text: string) => {
    const parts = (unfinished + text).split('\0');
    unfinished = parts.pop() ?? '';
    frames.push(...parts);
    wake.resolve();
  });
  socket.on('error', () => undefined);
  const ended = once(socket, 'end');
  ended.catch(() => undefined);
  // Not events.once: it rejects when the socket breaks, which is followed by `close` too.
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve())).then(() =>
    wake.reject(new Error('The socket is closed')),
  );
  wake.promise.catch(() => undefined);
  await once(socket, 'connect');
  const next = async (): Promise<string> => {
    while (at >= frames.length) {
      frames = [];
      at = 0;
      wake = Promise.withResolvers();
      if (socket.closed) wake.reject(new Error('The socket is closed'));
      await wake.promise;
    }
    return frames[at++] ?? '';
  };
  return {
    socket,
    closed,
    /** Resolves when the service has closed its side. */
    ended,
    next,
    send: (...messages: string[]) => socket.write(messages.map((message) => `${message}\0`).join(''), encoding),
    take: async (count: number) => {
      const taken: string[] = [];
      while (taken.length < count) taken.push(await next());
      return taken;
    },
    end: async () => {
      socket.destroy();
      await closed;
    },
  };
}

export type PlainSocket = Awaited<ReturnType<typeof plainSocket>>;
