import type { JournalError } from '../journal-error.ts';

interface Waiter {
  readonly position: number;
  readonly signal: AbortSignal;
  readonly onAbort: () => void;
  resolve(): void;
  reject(reason: unknown): void;
}

/**
 * Those who wait for the journal's end to pass a position. In a list: a `Set` that changes all the time leaves old tables
 * behind, which keep what was in them from the collector.
 */
export class GrowthWaiters {
  #waiters: Waiter[] = [];

  get isEmpty(): boolean {
    return this.#waiters.length === 0;
  }

  /** Resolves at the first `grown(end)` with `end` beyond `position`; rejects with the signal's reason. */
  wait(position: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter);
        settled(waiter);
        reject(signal.reason);
      };
      const waiter: Waiter = { position, signal, onAbort, resolve, reject };
      this.#waiters.push(waiter);
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  grown(end: number): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) {
      if (waiter.position >= end) {
        this.#waiters.push(waiter);
        continue;
      }
      settled(waiter);
      waiter.resolve();
    }
  }

  close(error: JournalError): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) {
      settled(waiter);
      waiter.reject(error);
    }
  }
}

function settled({ signal, onAbort }: Waiter): void {
  signal.removeEventListener('abort', onAbort);
}
