import type { Random } from './random.ts';

/** A choice and its weight relative to the others. */
export type Weighted<T> = readonly [choice: T, weight: number];

/** Number of slots into which the weights are divided; a choice below half a slot is never drawn. */
const slots = 4096;

/** Draws choices by weight with one table look-up. Throws `RangeError` if there are no choices. */
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
  if (first === undefined) throw new RangeError('The list of choices is empty');
  return () => table[random.below(slots)] ?? first;
}
