/** Maximum number of pending items, after which they are applied at once: a tab in the background draws no frames. */
export const maxWaiting = 1000;

export type Schedule = (run: () => void) => void;

/** Collects items and applies them together before the next frame, so that each frame is drawn once. */
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
