import type { Random } from './random.ts';

/** A choice and how often it is made, relative to the others. */
export type Weighted<T> = readonly [choice: T, weight: number];

/** Shares are cut into this many slots; a choice below half a slot is never made. */
const slots = 4096;

/** Draws choices by their weights, by one look-up in a table. Throws `RangeError` when there is nothing to choose. */
export function weighted<T>(choices: readonly Weighted<T>[], random: Random): () => T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  const table: T[] = [];
  let sum = 0;
  for (const [choice, weight] of choices) {
    sum += weight;
    const end = Math.round((sum / total) * slots);
    while (table.length < end) table.push(choice);
  }
  const [first] = table;
  if (first === undefined) throw new RangeError('There is nothing to choose from');
  return () => table[random.below(slots)] ?? first;
}
