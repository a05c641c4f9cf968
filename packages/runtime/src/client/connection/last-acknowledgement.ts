import type { Clock } from '../clock.ts';
import type { ClientSession } from './client-session.ts';

interface Waiting {
  readonly done: () => void;
  readonly cancelTimer: () => void;
}

/** Waits until the service has recorded everything that is finished with, for no longer than a set time. */
export class LastAcknowledgement {
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #onTimeout: () => void;
  readonly #waiting = new Set<Waiting>();

  constructor(clock: Clock, timeoutMs: number, onTimeout: () => void) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#onTimeout = onTimeout;
  }

  /** Acknowledges and calls `done` once: at once when there is nothing to wait for. */
  await(session: ClientSession | undefined, done: () => void): void {
    if (session === undefined || session.isSettled) {
      done();
      return;
    }
    const waiting: Waiting = {
      done,
      cancelTimer: this.#clock.after(this.#timeoutMs, () => {
        this.#onTimeout();
        this.#finish(waiting);
      }),
    };
    this.#waiting.add(waiting);
    session.acknowledge();
  }

  /** The service has recorded an acknowledgement. */
  acknowledged(session: ClientSession): void {
    if (this.#waiting.size > 0 && session.isSettled) this.giveUp();
  }

  /** The connection is gone. */
  giveUp(): void {
    for (const waiting of this.#waiting) this.#finish(waiting);
  }

  #finish(waiting: Waiting): void {
    if (!this.#waiting.delete(waiting)) return;
    waiting.cancelTimer();
    waiting.done();
  }
}
