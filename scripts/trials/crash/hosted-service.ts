import type { Duplex } from 'node:stream';
import type { HostCommand } from './service-host-messages.ts';
import { ObservedState } from './wait-for.ts';

/** One `sdmp` command in a service host, usually `sdmp serve --feed -`. */
export class HostedService {
  readonly #index: number;
  readonly #stream: Duplex;
  readonly #send: (command: HostCommand) => void;
  readonly #state = new ObservedState();
  readonly #ended = new AbortController();
  #output = '';
  #port: number | undefined;
  #committed = 0;
  #exitCode: number | undefined;

  constructor(index: number, stream: Duplex, send: (command: HostCommand) => void) {
    this.#index = index;
    this.#stream = stream;
    this.#send = send;
    // Writing to a killed process fails; `processEnded` reports it.
    stream.on('error', () => undefined);
    stream.setEncoding('utf8').on('data', (text: string) => this.#read(text));
  }

  /** Undefined until the service listens. */
  get port(): number | undefined {
    return this.#port;
  }

  /** Lines of the feed that the service reported as committed. */
  get committed(): number {
    return this.#committed;
  }

  /** Aborted when the process has exited. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  run(words: readonly string[]): void {
    this.#send({ kind: 'run', service: this.#index, words });
  }

  async listening(): Promise<void> {
    await this.#state.waitFor('the service listens', () => this.#port !== undefined);
  }

  async untilCommitted(count: number): Promise<void> {
    await this.#state.waitFor(`${count} lines are committed`, () => this.#committed >= count);
  }

  async untilEnded(): Promise<void> {
    await this.#state.waitFor('the command has ended', () => this.#exitCode !== undefined);
  }

  feed(lines: string): void {
    this.#stream.write(lines);
  }

  /** Stops the command and waits for it to end. Rejects if it fails. */
  async stop(): Promise<void> {
    this.#send({ kind: 'stop', service: this.#index });
    await this.untilEnded();
  }

  /** To be called when the command has ended. */
  commandEnded(exitCode: number, errorOutput: string): void {
    if (exitCode === 0) this.#exitCode = exitCode;
    else this.#state.fail(new Error(`a command ended with exit code ${exitCode}: ${errorOutput}`));
    this.#state.changed();
  }

  /** To be called when the process has exited. */
  processEnded(detail: string): void {
    const error = new Error(`the service host has exited${detail}`);
    this.#ended.abort(error);
    this.#state.fail(error);
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
    this.#state.changed();
  }
}
