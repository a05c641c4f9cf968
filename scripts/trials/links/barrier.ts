/** Lets an action happen once, when everybody who takes part has asked for it or left, and somebody asked. */
export class Barrier {
  readonly #action: () => Promise<void>;
  readonly #done = Promise.withResolvers<void>();
  #missing: number;
  #isAsked = false;

  constructor(parties: number, action: () => Promise<void>) {
    this.#missing = parties;
    this.#action = action;
    this.#done.promise.catch(() => undefined);
  }

  /** Resolves when the action has happened. Rejects as it does. */
  ask(): Promise<void> {
    this.#isAsked = true;
    this.leave();
    return this.#done.promise;
  }

  /** Leaves without asking. */
  leave(): void {
    this.#missing--;
    if (this.#missing === 0 && this.#isAsked) this.#action().then(this.#done.resolve, this.#done.reject);
  }
}
