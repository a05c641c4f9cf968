import { once } from 'node:events';
import { connect } from 'node:net';

/** Subscribes with a persist token and reads everything. Returns an object that ends the subscription. */
export async function subscribe(port: number, persistToken: string): Promise<AsyncDisposable> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  // A transaction is identified by its TX, independent of the socket.
  socket.write(`EO\\TX${persistToken}\\PS${persistToken}\\SO\\FO\0`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (answer.toString().startsWith('ER')) throw new Error(`the bridge refused: ${answer.toString()}`);
  socket.resume();
  return {
    [Symbol.asyncDispose]: async () => {
      const closed = once(socket, 'close');
      socket.destroy();
      await closed;
    },
  };
}
