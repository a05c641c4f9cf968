/** The latest of times that can be: those after `now` were made while a clock was wrong. */
export class LatestTime {
  readonly #now: number;
  #latest: number | undefined;

  constructor(now: number) {
    this.#now = now;
  }

  note(time: number): void {
    if (time <= this.#now && time > (this.#latest ?? 0)) this.#latest = time;
  }

  get latest(): number | undefined {
    return this.#latest;
  }
}
