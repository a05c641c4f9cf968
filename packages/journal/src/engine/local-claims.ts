import { JournalError } from '../journal-error.ts';
import type { Claim, ClaimStore } from '../journal.ts';
import { journalClosed } from './journal-closed.ts';

interface Held {
  readonly lost: AbortController;
  readonly released: Promise<void>;
}

/** Claims within one process: the newest claimer gets the name, once the previous holder has released it. */
export class LocalClaims implements ClaimStore {
  readonly isShared = false;
  readonly #held = new Map<string, Held>();
  readonly #closed = new AbortController();

  async claim(name: string, signal: AbortSignal): Promise<Claim> {
    const either = AbortSignal.any([signal, this.#closed.signal]);
    either.throwIfAborted();
    for (let holder = this.#held.get(name); holder !== undefined; holder = this.#held.get(name)) {
      holder.lost.abort(claimTaken(name));
      await settledOrAborted(holder.released, either);
    }
    return this.#hold(name);
  }

  /** Holders lose their names, and waiting claims are rejected. */
  close(): void {
    this.#closed.abort(journalClosed());
    for (const { lost } of this.#held.values()) lost.abort(journalClosed());
    this.#held.clear();
  }

  #hold(name: string): Claim {
    const { promise: released, resolve } = Promise.withResolvers<void>();
    const held = { lost: new AbortController(), released };
    this.#held.set(name, held);
    return {
      lost: held.lost.signal,
      release: async () => {
        if (this.#held.get(name) === held) this.#held.delete(name);
        resolve();
      },
    };
  }
}

/** Why a claim ends that another one wants. */
export function claimTaken(name: string): JournalError {
  return new JournalError(
    'JOURNAL_CLAIM_TAKEN',
    `The claim on ${JSON.stringify(name)} is wanted by another: release it.`,
  );
}

/** Why a claim ends that could not be kept. */
export function claimLost(name: string): JournalError {
  return new JournalError(
    'JOURNAL_CLAIM_LOST',
    `The claim on ${JSON.stringify(name)} is lost, the servers could not be told in time that this process is alive: claim it anew.`,
  );
}

/** Resolves when the promise has settled, whatever became of it; rejects with the signal's reason. */
export async function settledOrAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([promise.catch(() => undefined), aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
