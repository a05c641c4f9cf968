import { once } from 'node:events';
import { connect } from 'node:net';

/** Subscribes with a persist token, takes everything and says nothing more. Gives the function that ends it. */
export async function subscribe(port: number, persistToken: string): Promise<AsyncDisposable> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`EO\\TXpage\\PS${persistToken}\\SO\\FO\0`);
  await once(socket, 'data');
  socket.resume();
  return {
    [Symbol.asyncDispose]: async () => {
      const closed = once(socket, 'close');
      socket.destroy();
      await closed;
    },
  };
}
