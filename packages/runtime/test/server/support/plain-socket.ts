import { once } from 'node:events';
import { connect } from 'node:net';

/** A client with no code of ours: frames in, frames out, NUL between them. */
export async function plainSocket(port: number, isUnicode = false) {
  const encoding = isUnicode ? 'utf16le' : 'latin1';
  const socket = connect(port, '127.0.0.1').setEncoding(encoding);
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
  const closed = once(socket, 'close').then(() => wake.reject(new Error('The socket is closed')));
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
