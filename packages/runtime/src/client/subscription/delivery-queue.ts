import type { FrameRun } from '../connection/frame-run.ts';

/** Frames in the order of arrival, with the time of their arrival. */
export interface Taken {
  readonly run: FrameRun;
  readonly receivedAt: number;
}

/** What was received for one subscription and not yet handed out. One entry a chunk of the socket, not one a frame. */
export class DeliveryQueue {
  #slices: Taken[] = [];
  #head = 0;
  #count = 0;
  #units = 0;

  get count(): number {
    return this.#count;
  }

  /** Characters held. */
  get units(): number {
    return this.#units;
  }

  push(run: FrameRun, receivedAt: number): void {
    this.#slices.push({ run, receivedAt });
    this.#count += run.count;
    this.#units += run.units;
  }

  /** Up to `max` frames, at least one when there is one. */
  take(max: number): Taken[] {
    const taken: Taken[] = [];
    let wanted = max;
    for (let slice = this.#slices[this.#head]; slice !== undefined && wanted > 0; slice = this.#slices[this.#head]) {
      const { run, receivedAt } = slice;
      const part = run.part(0, Math.min(run.count, wanted));
      wanted -= part.count;
      this.#count -= part.count;
      this.#units -= part.units;
      taken.push({ run: part, receivedAt });
      if (part.count === run.count) this.#dropHead();
      else this.#slices[this.#head] = { run: run.part(part.count, run.count), receivedAt };
    }
    return taken;
  }

  clear(): void {
    this.#slices = [];
    this.#head = 0;
    this.#count = 0;
    this.#units = 0;
  }

  #dropHead(): void {
    this.#head += 1;
    if (this.#head === this.#slices.length) {
      this.#slices = [];
      this.#head = 0;
    } else if (this.#head >= 64 && this.#head * 2 >= this.#slices.length) {
      this.#slices = this.#slices.slice(this.#head);
      this.#head = 0;
    }
  }
}
