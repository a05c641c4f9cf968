const longestWaitMs = 30_000;

/** Something that changes, and those who wait until it is as they want it. */
export class Condition {
  readonly #watchers = new Set<() => void>();
  #failure: Error | undefined;

  /** The first error that was told. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Has everyone who waits look again. */
  changed(): void {
    for (const watcher of this.#watchers) watcher();
  }

  /** Whoever waits now or later gets this error, unless what he waits for is there. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.changed();
  }

  /**
   * Resolves when the condition holds. Rejects after a failure, and when it takes so long that it
   * will never be, or the signal is aborted.
   */
  async until(what: string, isMet: () => boolean, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = (): void => {
      if (isMet()) resolve();
      else if (this.#failure !== undefined) reject(this.#failure);
      else if (signal?.aborted === true) reject(new Error(`nothing comes any more: ${String(signal.reason)}`));
    };
    const timer = setTimeout(() => reject(new Error(`waited in vain until ${what}`)), longestWaitMs);
    this.#watchers.add(look);
    signal?.addEventListener('abort', look);
    look();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#watchers.delete(look);
      signal?.removeEventListener('abort', look);
    }
  }
}
