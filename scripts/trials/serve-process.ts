import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Condition } from './condition.ts';

const program = fileURLToPath(new URL('../../apps/cli/bin/sdmp.js', import.meta.url));
const noPort = ['--listen', '127.0.0.1:0', '--listen-unicode', 'off'];

export function journalFolder(home: string): string {
  return join(home, 'journal');
}

/** `sdmp serve --feed -` in a process of its own. */
export class ServeProcess {
  readonly #child: ChildProcess;
  readonly #input: Writable;
  readonly #closed: Promise<unknown>;
  readonly #condition = new Condition();
  #isStopping = false;
  #output = '';
  #messages = '';
  #port: number | undefined;
  #committed = 0;

  /** The journal and whatever else outlives the process go into that folder. */
  constructor(home: string) {
    const words = ['serve', '--data', journalFolder(home), '--feed', '-', ...noPort];
    // The Node that runs this is the one that is killed: no process between, whose end would be another.
    this.#child = spawn(process.execPath, [program, ...words], {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        // By this and the channel the program knows whom it must not outlive.
        SDMP_STARTED_BY: String(process.pid),
        // Most of a trial is the start of the program; compiled once, it starts sooner.
        NODE_COMPILE_CACHE: join(home, 'compiled'),
      },
    });
    const { stdin, stdout, stderr } = this.#child;
    if (stdin === null || stdout === null || stderr === null) throw new Error('the service has no pipes');
    this.#input = stdin;
    // Whoever was killed takes no more input.
    stdin.on('error', () => undefined);
    stdout.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#messages += text;
    });
    this.#closed = once(this.#child, 'close').then(() => {
      const detail = this.#isStopping ? '' : ` by itself: ${this.#messages}`;
      this.#condition.fail(new Error(`the service has ended${detail}`));
    });
  }

  /** Undefined until it listens. */
  get port(): number | undefined {
    return this.#port;
  }

  /** How many lines of the feed it said to have on disk. */
  get committed(): number {
    return this.#committed;
  }

  async listening(): Promise<void> {
    await this.#condition.until('the service listens', () => this.#port !== undefined);
  }

  async untilCommitted(count: number): Promise<void> {
    await this.#condition.until(`${count} lines are committed`, () => this.#committed >= count);
  }

  feed(lines: string): void {
    this.#input.write(lines);
  }

  /** Resolves when the process is gone and everything it said was read. Rejects when it had ended before. */
  async kill(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    const hadEnded = exitCode !== null || signalCode !== null;
    await this.#end('SIGKILL');
    if (hadEnded) throw new Error(`the service had ended by itself: ${this.#messages}`);
  }

  /** Ends it in order. Rejects when it cannot. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    const { exitCode } = this.#child;
    if (exitCode !== 0) throw new Error(`the service ended with ${String(exitCode)}: ${this.#messages}`);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#isStopping = true;
    this.#child.kill(signal);
    await this.#closed;
  }

  #read(text: string): void {
    const lines = (this.#output + text).split('\n');
    this.#output = lines.pop() ?? '';
    for (const line of lines) {
      const [, port] = /^listening ascii .*:(\d+)$/.exec(line) ?? [];
      const [, committed] = /^committed (\d+)$/.exec(line) ?? [];
      if (port !== undefined) this.#port = Number(port);
      if (committed !== undefined) this.#committed = Number(committed);
    }
    this.#condition.changed();
  }
}
