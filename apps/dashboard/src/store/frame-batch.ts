/** Items that wait for a frame at most; beyond that they are applied at once. A tab in the background draws no frames. */
export const maxWaiting = 1000;

export type Schedule = (run: () => void) => void;

/** Gathers what comes, and applies it all before the next frame is drawn: however much comes, it is drawn once. */
export class FrameBatch<Item> {
  readonly #apply: (items: readonly Item[]) => void;
  readonly #schedule: Schedule;
  #waiting: Item[] = [];

  constructor(apply: (items: readonly Item[]) => void, schedule: Schedule = (run) => void requestAnimationFrame(run)) {
    this.#apply = apply;
    this.#schedule = schedule;
  }

  add(item: Item): void {
    this.#waiting.push(item);
    if (this.#waiting.length >= maxWaiting) this.#flush();
    else if (this.#waiting.length === 1) this.#schedule(() => this.#flush());
  }

  #flush(): void {
    const items = this.#waiting;
    if (items.length === 0) return;
    this.#waiting = [];
    this.#apply(items);
  }
}
