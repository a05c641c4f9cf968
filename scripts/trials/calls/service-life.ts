import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { CallsOrder, CallsReport } from './calls-messages.ts';

const program = fileURLToPath(new URL('./service-process.ts', import.meta.url));

/** A service from its start to its end, and a socket of somebody who reports to it. */
export class ServiceLife {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #waiting = new Map<string, (isVerified: boolean) => void>();
  #socket: Socket | undefined;
  #tokens = 0;
  #received = '';

  constructor(directory: string) {
    this.#child = fork(program);
    this.#ended = once(this.#child, 'exit');
    void this.#ended.then(() => this.#settleAll());
    this.#order({ kind: 'start', directory });
  }

  /** Resolves to whether it takes reports; false when it was killed before. */
  async opened(): Promise<boolean> {
    const started = once(this.#child, 'message').then(([report]: CallsReport[]) => report?.port);
    const port = await Promise.race([started, this.#ended.then(() => undefined)]);
    if (port === undefined) return false;
    const socket = connect({ host: '127.0.0.1', port }).setEncoding('latin1');
    socket.on('data', (text: string) => this.#read(text));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#settleAll());
    this.#socket = socket;
    const connected = once(socket, 'connect').then(
      () => true,
      () => false,
    );
    return connected;
  }

  /** Sends a report; resolves to whether it was verified. */
  send(frame: string): Promise<boolean> {
    if (this.#socket?.writable !== true) return Promise.resolve(false);
    const token = String(this.#tokens++);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#waiting.set(token, resolve);
    this.#socket.write(`${frame}\\TK${token}\0`, 'latin1');
    return promise;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
    this.#socket?.destroy();
  }

  /** Ends it in order: what was accepted has become outcomes then. */
  async end(): Promise<void> {
    this.#socket?.destroy();
    this.#order({ kind: 'end' });
    await this.#ended;
  }

  #order(order: CallsOrder): void {
    // One that was killed meanwhile needs no orders.
    this.#child.send(order, () => undefined);
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

  #settleAll(): void {
    for (const settle of this.#waiting.values()) settle(false);
    this.#waiting.clear();
  }
}
