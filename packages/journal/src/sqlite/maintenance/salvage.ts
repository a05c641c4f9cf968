/**
 * The lowest position above `bad` that can be read, or `end`. Steps that double, then halving: where the tables are
 * damaged there is no list to go along, and asking at every position would take for ever.
 */
export function firstReadable(bad: number, end: number, isReadable: (position: number) => boolean): number {
  let low = bad;
  let high = end;
  for (let step = 1; low + step < end; step *= 2) {
    if (isReadable(low + step)) {
      high = low + step;
      break;
    }
    low += step;
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (isReadable(middle)) high = middle;
    else low = middle;
  }
  return high;
}
