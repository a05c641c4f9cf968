import { expect, test } from 'vitest';
import { randomTransaction } from './random-transaction.ts';

test('names transactions by 32 digits in groups, each time others', () => {
  const names = Array.from({ length: 10_000 }, randomTransaction);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/);
});
