import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const programs = {
  sdmp: fileURLToPath(new URL('../../../apps/cli/bin/sdmp.js', import.meta.url)),
  bridge: fileURLToPath(new URL('../../../apps/bridge/bin/sdmp-bridge.js', import.meta.url)),
};
const longestWaitMs = 600_000;

/** One of the programs, with what it has printed so far. */
export class RunningProgram {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  output = '';
  messages = '';

  constructor(name: keyof typeof programs, words: readonly string[]) {
    this.child = spawn(process.execPath, [programs[name], ...words], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
    });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.messages += text;
    });
  }

  /** Resolves with the match once the output has one. Rejects when the program ends before. */
  async printed(form: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = form.exec(this.output);
      if (match !== null) return match;
      if (this.child.exitCode !== null) throw new Error(`the program ended: ${this.messages.slice(-2000)}`);
      await Promise.race([once(this.child.stdout, 'data'), once(this.child, 'exit')]);
    }
  }

  /** Asks it to end in order, and resolves when it has. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'close');
  }
}

/** Runs a command to its end; its output. Rejects when it fails. */
export async function runCommand(words: readonly string[]): Promise<Buffer> {
  const child = spawn(process.execPath, [programs.sdmp, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  let messages = '';
  child.stdout.on('data', (piece: Buffer) => output.push(piece));
  child.stderr.on('data', (piece: Buffer) => {
    messages += piece.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`sdmp ${words.join(' ')}: ${messages}`);
  return Buffer.concat(output);
}

/** A subscriber that knows nothing of the packages: a socket, and cells of zero between frames. */
export class RawSubscriber {
  readonly #socket: Socket;
  readonly #cell: 1 | 2;
  readonly #onFrame: (frame: Buffer) => void;
  #rest = Buffer.alloc(0);
  #frames = 0;
  #wanted = Promise.withResolvers<void>();
  #count = 0;

  constructor(port: number, cell: 1 | 2, onFrame: (frame: Buffer) => void) {
    this.#socket = connect(port, '127.0.0.1');
    this.#cell = cell;
    this.#onFrame = onFrame;
    this.#socket.on('data', (piece) => this.#take(piece));
    this.#socket.on('close', () => this.#wanted.reject(new Error('the service closed the socket')));
    this.#wanted.promise.catch(() => undefined);
  }

  /** Subscribes to everything; resolves when the service has agreed. */
  async subscribe(): Promise<void> {
    this.#socket.write(Buffer.from(`EO\\TXt${this.#cell}\\SO\\FO\\TKready\0`, this.#cell === 2 ? 'utf16le' : 'latin1'));
    await this.received(1);
  }

  /** Resolves when so many frames have come. */
  async received(count: number): Promise<void> {
    this.#count = count;
    this.#check();
    const timer = setTimeout(
      () => this.#wanted.reject(new Error(`${this.#frames} of ${this.#count} frames came`)),
      longestWaitMs,
    );
    await this.#wanted.promise;
    clearTimeout(timer);
    this.#wanted = Promise.withResolvers<void>();
    this.#wanted.promise.catch(() => undefined);
  }

  close(): void {
    this.#socket.destroy();
  }

  #check(): void {
    if (this.#frames >= this.#count) this.#wanted.resolve();
  }

  #take(piece: Buffer): void {
    const bytes = Buffer.concat([this.#rest, piece]);
    let start = 0;
    for (let at = 0; at + this.#cell <= bytes.length; at += this.#cell) {
      if (bytes[at] !== 0 || (this.#cell === 2 && bytes[at + 1] !== 0)) continue;
      // The first frame is the MV that the request asked for.
      if (this.#frames++ > 0) this.#onFrame(bytes.subarray(start, at));
      start = at + this.#cell;
    }
    this.#rest = bytes.subarray(start);
    this.#check();
  }
}
