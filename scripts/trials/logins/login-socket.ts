import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What the service said to a password. */
export type LoginAnswer = 'right' | 'wrong' | 'later' | 'closed';

export interface Login {
  readonly user: string;
  readonly password: string;
}

export const tenant = 'north';

/** A socket that authenticates again and again, without the patience that our client has. */
export class LoginSocket implements Disposable {
  readonly #socket: Socket;
  #received = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').on('data', (text: string) => {
      this.#received += text;
    });
    socket.on('error', () => undefined);
  }

  /** Connects from a loopback address: Linux has all of 127.0.0.0/8. */
  static async open(port: number, localAddress: string, signal: AbortSignal): Promise<LoginSocket> {
    const socket = connect({ host: '127.0.0.1', port, localAddress });
    const opened = new LoginSocket(socket);
    try {
      await once(socket, 'connect', { signal });
    } catch (error) {
      socket.destroy();
      throw error;
    }
    return opened;
  }

  /** Tries a password. Resolves with the answer, `closed` when the socket ends first. Rejects on abort. */
  async try({ user, password }: Login, signal: AbortSignal): Promise<LoginAnswer> {
    if (!this.#socket.writable) return 'closed';
    this.#socket.write(`UA\\TD${tenant}\\QI${user}\\PW${password}\0`, 'latin1');
    const { promise, resolve, reject } = Promise.withResolvers<LoginAnswer>();
    const look = (): void => {
      const end = this.#received.indexOf('\0');
      if (end < 0) return;
      const frame = this.#received.slice(0, end);
      this.#received = this.#received.slice(end + 1);
      resolve(answerIn(frame));
    };
    const closed = (): void => resolve('closed');
    const aborted = (): void => reject(new Error('the login was given up', { cause: signal.reason }));
    this.#socket.on('data', look).once('close', closed);
    signal.addEventListener('abort', aborted, { once: true });
    look();
    if (signal.aborted) aborted();
    try {
      return await promise;
    } finally {
      this.#socket.off('data', look).off('close', closed);
      signal.removeEventListener('abort', aborted);
    }
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}

function answerIn(frame: string): LoginAnswer {
  if (!frame.startsWith('US')) return 'later';
  return frame.includes('\\RS0') ? 'right' : 'wrong';
}
