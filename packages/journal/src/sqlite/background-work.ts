/** After a failure, such as a full disk, it is tried again this much later. */
const RETRY_MS = 60_000;

/**
 * Work that is done in steps between the requests. After each step it rests for as long as the step took, so that half
 * of the thread and of the disk stay free.
 */
export class BackgroundWork {
  readonly #step: () => boolean;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** `step` says whether there may be more to do. */
  constructor(step: () => boolean) {
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
      if (this.#step()) this.#schedule(performance.now() - started);
    } catch {
      // The step has said why.
      this.#schedule(RETRY_MS);
    }
  }
}
