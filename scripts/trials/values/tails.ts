import { once } from 'node:events';
import type { DoorEncoding } from './hostile-text.ts';
import { judgePrinted, type PrintedFormat } from './printed.ts';
import { RunningProgram } from './programs.ts';
import type { Verdict } from './verdict.ts';

interface TailOptions {
  readonly port: number;
  readonly encoding: DoorEncoding;
  readonly format: PrintedFormat;
  /** Outcomes after which it ends by itself. */
  readonly count: number;
}

/** `sdmp tail` in one format, over a socket of one encoding. */
export class Tail {
  readonly #options: TailOptions;
  readonly #program: RunningProgram;

  constructor(options: TailOptions) {
    const { port, encoding, format, count } = options;
    const words = ['tail', `127.0.0.1:${port}`, '--encoding', encoding, '--format', format, '--count', String(count)];
    this.#options = options;
    this.#program = new RunningProgram('sdmp', words);
  }

  /** Resolves when the service has agreed. */
  async subscribed(): Promise<void> {
    await this.#program.said(/^.*subscribed as/m);
  }

  /** Resolves when it has ended; judges what it has printed. */
  async finish(verdict: Verdict, good: readonly string[]): Promise<string> {
    const { child } = this.#program;
    if (child.exitCode === null) await once(child, 'close');
    const { encoding, format } = this.#options;
    const way = `tail ${format} ${encoding}`;
    judgePrinted(verdict, way, format, this.#program.output);
    return verdict.settle(way, good);
  }

  async stop(): Promise<void> {
    await this.#program.stop();
  }
}
