import type { JournalError } from '../journal-error.ts';

interface Waiter {
  readonly position: number;
  readonly signal: AbortSignal;
  readonly onAbort: () => void;
  resolve(): void;
  reject(reason: unknown): void;
}

/** Those who wait for the journal's end to pass a position. */
export class GrowthWaiters {
  readonly #waiters = new Set<Waiter>();

  get isEmpty(): boolean {
    return this.#waiters.size === 0;
  }

  /** Resolves at the first `grown(end)` with `end` beyond `position`; rejects with the signal's reason. */
  wait(position: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#forget(waiter);
        reject(signal.reason);
      };
      const waiter: Waiter = { position, signal, onAbort, resolve, reject };
      this.#waiters.add(waiter);
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  grown(end: number): void {
    for (const waiter of this.#waiters) {
      if (waiter.position >= end) continue;
      this.#forget(waiter);
      waiter.resolve();
    }
  }

  close(error: JournalError): void {
    for (const waiter of this.#waiters) {
      this.#forget(waiter);
      waiter.reject(error);
    }
  }

  #forget(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    waiter.signal.removeEventListener('abort', waiter.onAbort);
  }
}
