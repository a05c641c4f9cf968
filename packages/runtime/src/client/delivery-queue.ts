interface Slice {
  readonly frames: readonly string[];
  readonly receivedAt: number;
  /** Frames already taken. */
  taken: number;
}

/** Frames in the order of arrival, each with the time of its arrival. */
export interface Taken {
  readonly frames: readonly string[];
  readonly receivedAt: number;
}

/** What was received for one subscription and not yet handed out. One entry a chunk of the socket, not one a frame. */
export class DeliveryQueue {
  #slices: Slice[] = [];
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

  push(frames: readonly string[], receivedAt: number): void {
    this.#slices.push({ frames, receivedAt, taken: 0 });
    this.#count += frames.length;
    this.#units += unitsOf(frames);
  }

  /** Up to `max` frames, at least one when there is one. */
  take(max: number): Taken[] {
    const taken: Taken[] = [];
    let wanted = max;
    for (let slice = this.#slices[this.#head]; slice !== undefined && wanted > 0; slice = this.#slices[this.#head]) {
      const isWhole = slice.taken === 0 && slice.frames.length <= wanted;
      const frames = isWhole ? slice.frames : slice.frames.slice(slice.taken, slice.taken + wanted);
      slice.taken += frames.length;
      wanted -= frames.length;
      this.#count -= frames.length;
      this.#units -= unitsOf(frames);
      taken.push({ frames, receivedAt: slice.receivedAt });
      if (slice.taken === slice.frames.length) this.#dropHead();
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

function unitsOf(frames: readonly string[]): number {
  let units = 0;
  for (const frame of frames) units += frame.length;
  return units;
}
