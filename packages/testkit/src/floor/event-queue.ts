/** Something to happen at a time. */
interface Due {
  readonly at: number;
  /** Tells apart what is due at one time: the first planned happens first. */
  readonly order: number;
  readonly happen: () => void;
}

function isBefore(one: Due, another: Due): boolean {
  return one.at === another.at ? one.order < another.order : one.at < another.at;
}

/** What is to happen, in the order of time: a binary heap. */
export class EventQueue {
  readonly #heap: Due[] = [];
  #order = 0;
  #now = 0;

  /** Time of the newest event that happened, milliseconds since the begin. */
  get now(): number {
    return this.#now;
  }

  /** Plans something `afterMs` from now. */
  plan(afterMs: number, happen: () => void): void {
    const due = { at: this.#now + afterMs, order: this.#order++, happen };
    let place = this.#heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = this.#heap[above];
      if (other === undefined || isBefore(other, due)) break;
      this.#heap[place] = other;
      place = above;
    }
    this.#heap[place] = due;
  }

  /** Lets the next event happen. Returns false when there is none. */
  step(): boolean {
    const [next] = this.#heap;
    const last = this.#heap.pop();
    if (next === undefined || last === undefined) return false;
    if (this.#heap.length > 0) this.#sink(last);
    this.#now = next.at;
    next.happen();
    return true;
  }

  /** Puts what stood last into the place of the first, and down to where it belongs. */
  #sink(due: Due): void {
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      const [left, right] = [this.#heap[below], this.#heap[below + 1]];
      if (left === undefined) break;
      if (right !== undefined && isBefore(right, left)) below++;
      const earlier = this.#heap[below];
      if (earlier === undefined || isBefore(due, earlier)) break;
      this.#heap[place] = earlier;
      place = below;
    }
    this.#heap[place] = due;
  }
}
