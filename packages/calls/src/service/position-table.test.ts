import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PositionTable } from './position-table.ts';

test('a table has the newest position of each key, and may lack only those below the floor', () => {
  const keys = fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 6000, minLength: 1000 });
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 3000 }), (given, most) => {
      const table = new PositionTable();
      const newest = new Map<number, number>();
      for (const [position, key] of given.entries()) {
        table.set(key * 2 ** 40, position, position - most);
        newest.set(key, position);
      }
      const floor = given.length - most;
      for (const [key, position] of newest) {
        const found = table.get(key * 2 ** 40);
        if (position >= floor) expect(found).toBe(position);
        else expect([undefined, position]).toContain(found);
      }
      expect(table.get(6000 * 2 ** 40)).toBeUndefined();
    }),
    { numRuns: 50 },
  );
});
