const leastRoom = 16;

/**
 * A queue in one array whose places are used again. A `Set` that gets and loses an entry with each turn would make a new table every
 * few of them, and dead tables that have become old keep what they point to from young collections.
 */
export class TurnQueue<Item> {
  #places: (Item | undefined)[] = emptyPlaces(leastRoom);
  #first = 0;
  #length = 0;

  /** Items that wait. */
  get length(): number {
    return this.#length;
  }

  /** Puts an item behind the others. */
  push(item: Item): void {
    if (this.#length === this.#places.length) this.#grow();
    this.#places[(this.#first + this.#length++) % this.#places.length] = item;
  }

  /** Removes the item that came first and returns it; undefined when the queue is empty. */
  shift(): Item | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#places[this.#first];
    this.#places[this.#first] = undefined;
    this.#first = (this.#first + 1) % this.#places.length;
    this.#length--;
    return item;
  }

  #grow(): void {
    const inOrder = [...this.#places.slice(this.#first), ...this.#places.slice(0, this.#first)];
    this.#places = [...inOrder, ...emptyPlaces(inOrder.length)];
    this.#first = 0;
  }
}

function emptyPlaces(count: number): undefined[] {
  return Array.from({ length: count }, () => undefined);
}
