/** What was found about one promise. */
export interface Verdict {
  readonly what: string;
  readonly found: string;
  /** Undefined where the run does not suffice to judge it. */
  readonly isGood: boolean | undefined;
}

/** Splits values into three parts of about the same length. */
export function thirdsOf<Value>(values: readonly Value[]): readonly [Value[], Value[], Value[]] {
  const [one, two] = [Math.floor(values.length / 3), Math.floor((values.length * 2) / 3)];
  return [values.slice(0, one), values.slice(one, two), values.slice(two)];
}

/** Returns the median of what `read` returns of the values; undefined when it returns nothing of any. */
export function middleOf<Value>(
  values: readonly Value[],
  read: (value: Value) => number | undefined,
): number | undefined {
  const sorted = values
    .map(read)
    .filter((each) => each !== undefined)
    .toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Returns the least of what `read` returns of the values; undefined of none. */
export function leastOf<Value>(values: readonly Value[], read: (value: Value) => number): number | undefined {
  return values.length === 0 ? undefined : Math.min(...values.map(read));
}
