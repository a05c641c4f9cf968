/** Returns the body that the workload stores at a position. Some bodies fill database pages of their own. */
export function bodyAt(position: number): string {
  const mark = `<${position}>`;
  return mark.repeat(position % 29 === 0 ? 2500 : 1 + (position % 40));
}

/** Returns whether the workload erases the record at a position. */
export function isToBeErased(position: number): boolean {
  return position % 5 === 2;
}

/** Returns a seeded generator of integers from 0 to `below` - 1. */
export function randomFrom(seed: number): (below: number) => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
