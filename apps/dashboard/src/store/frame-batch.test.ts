import { expect, test } from 'vitest';
import { FrameBatch, maxWaiting } from './frame-batch.ts';

interface Item {
  readonly kind: 'tick' | 'campaigns' | 'chart';
  readonly value: number;
}

function batchOf(onApply: (items: readonly Item[], add: (item: Item) => void) => void = () => undefined) {
  const frames: (() => void)[] = [];
  const applied: (readonly number[])[] = [];
  const batch: FrameBatch<Item> = new FrameBatch<Item>(
    (items) => {
      applied.push(items.map(({ value }) => value));
      onApply(items, (item) => batch.add(item));
    },
    (run) => frames.push(run),
  );
  return { batch, applied, frames, nextFrame: () => frames.shift()?.() };
}

test('items of a kind between two frames are applied together', () => {
  const { batch, applied, frames, nextFrame } = batchOf();
  for (let value = 0; value < 3; value++) batch.add({ kind: 'tick', value });
  expect(frames).toHaveLength(1);
  expect(applied).toEqual([]);
  nextFrame();
  expect(applied).toEqual([[0, 1, 2]]);
  batch.add({ kind: 'tick', value: 3 });
  nextFrame();
  expect(applied).toEqual([[0, 1, 2], [3]]);
  expect(frames).toEqual([]);
});

test('items of several kinds have a frame for each kind, in the order in which the kinds came', () => {
  const { batch, applied, frames, nextFrame } = batchOf();
  batch.add({ kind: 'tick', value: 1 });
  batch.add({ kind: 'campaigns', value: 2 });
  batch.add({ kind: 'tick', value: 3 });
  nextFrame();
  expect(applied).toEqual([[1, 3]]);
  batch.add({ kind: 'tick', value: 4 });
  nextFrame();
  expect(applied).toEqual([[1, 3], [2]]);
  nextFrame();
  expect(applied).toEqual([[1, 3], [2], [4]]);
  expect(frames).toEqual([]);
});

test('what an item brings with it has the next frame, and only one', () => {
  const { batch, applied, frames, nextFrame } = batchOf(([first], add) => {
    if (first?.kind === 'tick') add({ kind: 'chart', value: 10 });
  });
  batch.add({ kind: 'tick', value: 1 });
  nextFrame();
  expect(frames).toHaveLength(1);
  nextFrame();
  expect(applied).toEqual([[1], [10]]);
  expect(frames).toEqual([]);
});

test('without frames pending items stay below the limit, and none is lost', () => {
  const { batch, applied } = batchOf();
  for (let value = 0; value < 2 * maxWaiting; value++)
    batch.add({ kind: value % 2 === 0 ? 'tick' : 'campaigns', value });
  expect(applied.map(({ length }) => length)).toEqual([maxWaiting, maxWaiting]);
});
