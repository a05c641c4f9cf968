import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { firstSeatHandle, type HallAnswer, type HallOrder } from './service-host-messages.ts';
import { Seat } from './hosted-service.ts';

const program = fileURLToPath(new URL('./service-host-process.ts', import.meta.url));
/** Of what the process said, only the end is kept, characters. */
const longestMessage = 4000;

/** One process with several services: starting it is what costs most of a trial, so they share it, and its death. */
export class Hall {
  readonly seats: readonly Seat[];
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #messages = '';
  #isEnding = false;

  /** `compiled`: where the compiled program is kept, so that it starts sooner the next time. */
  constructor(count: number, compiled: string) {
    const pipes = Array.from({ length: count }, () => 'pipe' as const);
    this.#child = spawn(process.execPath, [program], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', ...pipes],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#messages = (this.#messages + text).slice(-longestMessage);
    });
    const tell = (order: HallOrder): void => void this.#child.send(order, () => undefined);
    this.seats = pipes.map((_, index) => new Seat(index, this.#child.stdio[firstSeatHandle + index] as Duplex, tell));
    this.#child.on('message', ({ seat, exitCode }: HallAnswer) => {
      this.seats[seat]?.ended(exitCode, this.#messages);
    });
    this.#closed = once(this.#child, 'close').then(() => {
      for (const seat of this.seats) seat.gone(this.#isEnding ? '' : ` by itself: ${this.#messages}`);
    });
  }

  /** Resolves when the process is gone and everything it said was read. Rejects when it had ended before. */
  async kill(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    const hadEnded = exitCode !== null || signalCode !== null;
    this.#isEnding = true;
    this.#child.kill('SIGKILL');
    await this.#closed;
    if (hadEnded) throw new Error(`the services had ended by themselves: ${this.#messages}`);
  }
}
