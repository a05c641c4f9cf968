/** Those who hold what they read from a journal, and must read it anew after an erasure. */
export class EraseListeners {
  readonly #listeners = new Set<() => void>();

  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  /** Returns what stops the listening. */
  add(listener: () => void): () => void {
    // The same function may listen for two readers.
    const own = (): void => listener();
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
