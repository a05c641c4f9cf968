import type { Random } from '../shift/random.ts';

/** Draws a time with this mean whose end does not depend on how long it has lasted, as the formulas of Erlang have it. */
export function exponential(random: Random, meanMs: number): number {
  return -meanMs * Math.log(1 - random.next() / 2 ** 32);
}
