const minuteMs = 60_000;

/** Minutes that are kept when nothing is said: six hours. */
export const defaultMinutesKept = 360;

/** What was counted in each minute, in columns: all as long as there are minutes, the oldest first. */
export interface Minutes<Column extends string> {
  /** Start of the first minute, Unix milliseconds. */
  readonly from: number;
  /** The last value is of the minute that is not over. */
  readonly columns: Readonly<Record<Column, readonly number[]>>;
}

/**
 * Figures per minute, for as many minutes as are kept: 8 bytes a figure and minute, allocated once. A clock that is set back
 * begins anew.
 */
export class MinuteHistory<Column extends string> {
  readonly #columns: Readonly<Record<Column, Float64Array>>;
  readonly #kept: number;
  readonly #now: () => number;
  #first: number;
  #newest: number;

  /** `now` is in Unix milliseconds. */
  constructor(columns: readonly Column[], now: () => number, kept = defaultMinutesKept) {
    const made = columns.map((column) => [column, new Float64Array(kept)] as const);
    this.#columns = Object.fromEntries(made) as Record<Column, Float64Array>;
    this.#kept = kept;
    this.#now = now;
    this.#newest = Math.floor(now() / minuteMs);
    this.#first = this.#newest;
  }

  /** Adds to a figure of this minute. */
  add(column: Column, amount: number): void {
    const slot = this.#slot();
    const values = this.#columns[column];
    values[slot] = (values[slot] ?? 0) + amount;
  }

  /** Raises a figure of this minute to a value, unless it is higher. */
  raise(column: Column, value: number): void {
    const slot = this.#slot();
    const values = this.#columns[column];
    values[slot] = Math.max(values[slot] ?? 0, value);
  }

  /** Returns the newest `most` minutes, this one included. */
  read(most = this.#kept): Minutes<Column> {
    this.#advance();
    const first = Math.max(this.#first, this.#newest - Math.min(most, this.#kept) + 1);
    const length = this.#newest - first + 1;
    const columns = Object.entries<Float64Array>(this.#columns).map(([column, values]) => [
      column,
      Array.from({ length }, (_, index) => values[(first + index) % this.#kept] ?? 0),
    ]);
    return { from: first * minuteMs, columns: Object.fromEntries(columns) as Record<Column, number[]> };
  }

  #slot(): number {
    this.#advance();
    return this.#newest % this.#kept;
  }

  #advance(): void {
    const minute = Math.floor(this.#now() / minuteMs);
    if (minute === this.#newest) return;
    if (minute < this.#newest) {
      for (const values of Object.values<Float64Array>(this.#columns)) values.fill(0);
      this.#first = minute;
    } else {
      const steps = Math.min(minute - this.#newest, this.#kept);
      for (let step = 0; step < steps; step++) {
        for (const values of Object.values<Float64Array>(this.#columns)) values[(minute - step) % this.#kept] = 0;
      }
      this.#first = Math.max(this.#first, minute - this.#kept + 1);
    }
    this.#newest = minute;
  }
}
