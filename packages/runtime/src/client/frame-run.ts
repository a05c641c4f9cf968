/**
 * Frames that arrived one behind the other, as bounds in one text: no string is made for a frame before somebody asks.
 * An outcome that is kept keeps the text of its chunk.
 */
export class FrameRun {
  readonly text: string;
  /** Frame `n` begins at `starts[n]` and ends one character, its terminator, before `starts[n + 1]`. */
  readonly #starts: Int32Array;
  readonly #first: number;
  readonly count: number;

  constructor(text: string, starts: Int32Array, first: number, count: number) {
    this.text = text;
    this.#starts = starts;
    this.#first = first;
    this.count = count;
  }

  /** Characters, a terminator for each frame included. */
  get units(): number {
    return this.startOf(this.count) - this.startOf(0);
  }

  startOf(at: number): number {
    return this.#starts[this.#first + at] ?? 0;
  }

  endOf(at: number): number {
    return this.startOf(at + 1) - 1;
  }

  frame(at: number): string {
    return this.text.slice(this.startOf(at), this.endOf(at));
  }

  frames(): string[] {
    return Array.from({ length: this.count }, (_, at) => this.frame(at));
  }

  /** Frames `from` to before `to`. */
  part(from: number, to: number): FrameRun {
    if (from === 0 && to === this.count) return this;
    return new FrameRun(this.text, this.#starts, this.#first + from, to - from);
  }
}

/** A run of frames that are strings already. */
export function runOf(frames: readonly string[]): FrameRun {
  const starts = new Int32Array(frames.length + 1);
  let at = 0;
  for (const [index, frame] of frames.entries()) {
    starts[index] = at;
    at += frame.length + 1;
  }
  starts[frames.length] = at;
  return new FrameRun(frames.join('\0'), starts, 0, frames.length);
}
