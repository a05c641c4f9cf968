import { expect, test } from 'vitest';
import { FrameBatch, maxWaiting } from './frame-batch.ts';

test('items between two frames are applied together', () => {
  const frames: (() => void)[] = [];
  const applied: (readonly number[])[] = [];
  const batch = new FrameBatch<number>(
    (items) => applied.push(items),
    (run) => frames.push(run),
  );
  for (let item = 0; item < 3; item++) batch.add(item);
  expect(frames).toHaveLength(1);
  expect(applied).toEqual([]);
  frames.shift()?.();
  expect(applied).toEqual([[0, 1, 2]]);
  batch.add(3);
  frames.shift()?.();
  expect(applied).toEqual([[0, 1, 2], [3]]);
});

test('without frames pending items stay below the limit, and none is lost', () => {
  let applied = 0;
  const batch = new FrameBatch<number>(
    (items) => {
      expect(items.length).toBeLessThanOrEqual(maxWaiting);
      applied += items.length;
    },
    () => undefined,
  );
  for (let item = 0; item < 2 * maxWaiting; item++) batch.add(item);
  expect(applied).toBe(2 * maxWaiting);
});
