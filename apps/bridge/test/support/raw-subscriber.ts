import { once } from 'node:events';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** A socket of a subscriber, without any code of ours. */
export interface RawSubscriber {
  readonly send: (message: string) => void;
  /** Resolves with everything that came once it matches. */
  readonly until: (pattern: RegExp) => Promise<string>;
  readonly close: () => void;
  /** Resolves when the bridge has closed it. */
  readonly closed: Promise<void>;
}

/** Connects to the bridge from a loopback address. The socket is destroyed when the test ends. */
export async function rawSubscriber(port: number, localAddress = '127.0.0.1'): Promise<RawSubscriber> {
  const socket = connect({ host: '127.0.0.1', port, localAddress }).setEncoding('latin1');
  let received = '';
  socket.on('data', (text: string) => {
    received += text;
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return {
    send: (message) => void socket.write(`${message}\0`, 'latin1'),
    until: async (pattern) => {
      while (!pattern.test(received)) await once(socket, 'data');
      return received;
    },
    close: () => void socket.destroy(),
    closed,
  };
}
