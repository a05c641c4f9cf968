/** After a failure, such as a full disk, it is tried again this much later. */
const retryMs = 60_000;

/**
 * Work that is done in steps between the requests. After each step it rests for as long as the step took, so that half
 * of the thread and of the disk stay free.
 */
export class BackgroundWork {
  readonly #step: () => boolean | number;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** `step` says whether there may be more to do, or after how many milliseconds there may. */
  constructor(step: () => boolean | number) {
    this.#step = step;
  }

  /** There may be something to do. */
  wake(): void {
    this.#schedule(0);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(delayMs: number): void {
    if (this.#isStopped) return;
    this.#timer ??= setTimeout(() => this.#run(), delayMs);
  }

  #run(): void {
    const started = performance.now();
    this.#timer = undefined;
    try {
      const more = this.#step();
      if (more !== false) this.#schedule(more === true ? performance.now() - started : more);
    } catch {
      // The step has said why.
      this.#schedule(retryMs);
    }
  }
}
