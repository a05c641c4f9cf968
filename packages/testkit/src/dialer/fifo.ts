const compactAt = 4096;

/** A first-in, first-out queue with operations of constant cost. */
export class Fifo<T> {
  #items: T[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  /** Returns the item at `index` from the front, or undefined. */
  at(index: number): T | undefined {
    return this.#items[this.#head + index];
  }

  shift(): T | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#head];
    this.drop(1);
    return item;
  }

  /** Removes the first `count` items. */
  drop(count: number): void {
    this.#head += Math.min(count, this.length);
    if (this.#head > compactAt && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
  }
}
