/** Lets an action happen once, when everybody who takes part has asked for it or left. */
export class Barrier {
  readonly #action: () => Promise<void>;
  readonly #done = Promise.withResolvers<void>();
  #missing: number;

  constructor(parties: number, action: () => Promise<void>) {
    this.#missing = parties;
    this.#action = action;
    this.#done.promise.catch(() => undefined);
  }

  /** Resolves when the action has happened. Rejects as it does. */
  ask(): Promise<void> {
    this.leave();
    return this.#done.promise;
  }

  /** Leaves without asking. */
  leave(): void {
    this.#missing--;
    if (this.#missing === 0) this.#action().then(this.#done.resolve, this.#done.reject);
  }
}
