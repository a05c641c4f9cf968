import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A socket that sends reports to a service and hears which are verified. */
export class ReportSender {
  readonly #socket: Socket;
  readonly #waiting = new Map<string, (isVerified: boolean) => void>();
  #tokens = 0;
  #received = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').on('data', (text: string) => this.#read(text));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const settle of this.#waiting.values()) settle(false);
      this.#waiting.clear();
    });
  }

  /** Resolves when it is connected, or the service is gone: nothing that is sent is verified then. */
  static async connect(port: number): Promise<ReportSender> {
    const socket = connect({ host: '127.0.0.1', port });
    const sender = new ReportSender(socket);
    await once(socket, 'connect').catch(() => undefined);
    return sender;
  }

  /** Sends a report; resolves to whether it was verified. */
  send(frame: string): Promise<boolean> {
    if (!this.#socket.writable) return Promise.resolve(false);
    const token = String(this.#tokens++);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#waiting.set(token, resolve);
    this.#socket.write(`${frame}\\TK${token}\0`, 'latin1');
    return promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(text: string): void {
    const frames = (this.#received + text).split('\0');
    this.#received = frames.pop() ?? '';
    for (const frame of frames) {
      const [, token = ''] = /^MV\\TK(\d+)$/.exec(frame) ?? [];
      const settle = this.#waiting.get(token);
      if (settle === undefined) throw new Error(`the service answered ${frame}`);
      this.#waiting.delete(token);
      settle(true);
    }
  }
}
