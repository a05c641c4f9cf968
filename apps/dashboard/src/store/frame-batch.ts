/** Maximum number of pending items, after which they are applied at once: a tab in the background draws no frames. */
export const maxWaiting = 1000;

export type Schedule = (run: () => void) => void;

/**
 * Collects items and applies those of one kind before a frame, those of another before the next one, so that each frame is drawn
 * once and none has the work of all.
 */
export class FrameBatch<Item extends { readonly kind: string }> {
  readonly #apply: (items: readonly Item[]) => void;
  readonly #schedule: Schedule;
  #waiting: Item[] = [];

  constructor(apply: (items: readonly Item[]) => void, schedule: Schedule = (run) => void requestAnimationFrame(run)) {
    this.#apply = apply;
    this.#schedule = schedule;
  }

  add(item: Item): void {
    this.#waiting.push(item);
    if (this.#waiting.length >= maxWaiting) this.#applyAll();
    else if (this.#waiting.length === 1) this.#schedule(() => this.#applyNext());
  }

  #applyAll(): void {
    const items = this.#waiting;
    this.#waiting = [];
    this.#apply(items);
  }

  #applyNext(): void {
    const kind = this.#waiting[0]?.kind;
    if (kind === undefined) return;
    const { now = [], later = [] } = Object.groupBy(this.#waiting, (item) => (item.kind === kind ? 'now' : 'later'));
    this.#waiting = later;
    if (later.length > 0) this.#schedule(() => this.#applyNext());
    this.#apply(now);
  }
}
