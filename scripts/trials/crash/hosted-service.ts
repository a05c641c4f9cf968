import type { Duplex } from 'node:stream';
import { Condition } from './wait-for.ts';
import type { HallOrder } from './service-host-messages.ts';

/** A place for one command of `sdmp` in a process that has several: mostly `sdmp serve --feed -`. */
export class Seat {
  readonly #index: number;
  readonly #stream: Duplex;
  readonly #tell: (order: HallOrder) => void;
  readonly #condition = new Condition();
  readonly #gone = new AbortController();
  #output = '';
  #port: number | undefined;
  #committed = 0;
  #exitCode: number | undefined;

  constructor(index: number, stream: Duplex, tell: (order: HallOrder) => void) {
    this.#index = index;
    this.#stream = stream;
    this.#tell = tell;
    // Whoever was killed takes no more input.
    stream.on('error', () => undefined);
    stream.setEncoding('utf8').on('data', (text: string) => this.#read(text));
  }

  /** Undefined until it listens. */
  get port(): number | undefined {
    return this.#port;
  }

  /** How many lines of the feed it said to have on disk. */
  get committed(): number {
    return this.#committed;
  }

  /** Aborted when the process is gone. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  run(words: readonly string[]): void {
    this.#tell({ kind: 'run', seat: this.#index, words });
  }

  async listening(): Promise<void> {
    await this.#condition.until('the service listens', () => this.#port !== undefined);
  }

  async untilCommitted(count: number): Promise<void> {
    await this.#condition.until(`${count} lines are committed`, () => this.#committed >= count);
  }

  async untilEnded(): Promise<void> {
    await this.#condition.until('the command has ended', () => this.#exitCode !== undefined);
  }

  feed(lines: string): void {
    this.#stream.write(lines);
  }

  /** Ends the command in order. Rejects when it cannot. */
  async stop(): Promise<void> {
    this.#tell({ kind: 'stop', seat: this.#index });
    await this.untilEnded();
  }

  ended(exitCode: number, messages: string): void {
    if (exitCode === 0) this.#exitCode = exitCode;
    else this.#condition.fail(new Error(`a command ended with ${exitCode}: ${messages}`));
    this.#condition.changed();
  }

  gone(detail: string): void {
    const error = new Error(`the process has ended${detail}`);
    this.#gone.abort(error);
    this.#condition.fail(error);
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
