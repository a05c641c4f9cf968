import { SdmpError } from '@sdmp/protocol';

interface Waiter<T> {
  readonly isMet: (value: T) => boolean;
  readonly settle: (value: T) => void;
  readonly fail: (error: SdmpError) => void;
}

/** Promises that resolve when a value meets a condition, so that tests wait for events instead of time. */
export class Waiters<T> {
  readonly #waiters = new Set<Waiter<T>>();

  get isEmpty(): boolean {
    return this.#waiters.size === 0;
  }

  /** Resolves with the first value that meets the condition. Rejects with `ABORTED`, or `CLOSED` after `close`. */
  wait(isMet: (value: T) => boolean, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const aborted = (): SdmpError => new SdmpError('ABORTED', 'Waiting was aborted', { cause: signal?.reason });
      if (signal?.aborted === true) {
        reject(aborted());
        return;
      }
      const abort = (): void => waiter.fail(aborted());
      const leave = (): void => {
        this.#waiters.delete(waiter);
        signal?.removeEventListener('abort', abort);
      };
      const waiter: Waiter<T> = {
        isMet,
        settle: (value) => {
          leave();
          resolve(value);
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      this.#waiters.add(waiter);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  see(value: T): void {
    for (const waiter of this.#waiters) if (waiter.isMet(value)) waiter.settle(value);
  }

  close(): void {
    for (const waiter of this.#waiters) waiter.fail(new SdmpError('CLOSED', 'Closed before the condition was met'));
  }
}
