/** Target duration of one maintenance slice, milliseconds: a commit waits for one at most. */
const longestMs = 10;
const shortestMs = 4;
const smallestShare = 1 / 32;

/** How much is done at once by work that must not keep others waiting: less where it takes long. */
export class TimeSlice {
  /** Of what is done at most, 1 at the most. */
  share = 1 / 4;
  readonly #now: () => number;

  /** `now` is monotonic milliseconds. Default `performance.now`. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Does one slice and learns from the time that it takes. */
  take<Result>(work: (share: number) => Result): Result {
    const started = this.#now();
    try {
      return work(this.share);
    } finally {
      const durationMs = this.#now() - started;
      if (durationMs > longestMs) this.share = Math.max(smallestShare, this.share / 2);
      else if (durationMs < shortestMs) this.share = Math.min(1, this.share * 1.5);
    }
  }
}
