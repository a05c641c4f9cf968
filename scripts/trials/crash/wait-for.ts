const defaultTimeoutMs = 30_000;

/** State that changes, and the callers that wait until it meets a condition. */
export class ObservedState {
  readonly #checks = new Set<() => void>();
  readonly #timeoutMs: number;
  #failure: Error | undefined;

  /** `timeoutMs`: how long a wait may take, milliseconds. */
  constructor(timeoutMs = defaultTimeoutMs) {
    this.#timeoutMs = timeoutMs;
  }

  /** The first error passed to `fail`. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Evaluates every pending condition again. */
  changed(): void {
    for (const check of this.#checks) check();
  }

  /** Rejects every present and future wait whose condition is not met. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.changed();
  }

  /** Resolves when the condition is met. Rejects after a failure, on abort and after the timeout. */
  async waitFor(what: string, isMet: () => boolean, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const check = (): void => {
      if (isMet()) resolve();
      else if (this.#failure !== undefined) reject(this.#failure);
      else if (signal?.aborted === true) reject(new Error(`aborted: ${String(signal.reason)}`));
    };
    const timeout = new Error(`timed out after ${this.#timeoutMs} ms waiting until ${what}`);
    const timer = setTimeout(() => reject(timeout), this.#timeoutMs);
    this.#checks.add(check);
    signal?.addEventListener('abort', check);
    check();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#checks.delete(check);
      signal?.removeEventListener('abort', check);
    }
  }
}
