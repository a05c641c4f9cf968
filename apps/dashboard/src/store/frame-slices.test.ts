import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { FrameSlices, rowsAFrame } from './frame-slices.ts';

const count = 2 * rowsAFrame + 1;
const rowsOf = (value: number, length = count): number[] => Array.from({ length }, () => value);

function slices() {
  const frames: (() => void)[] = [];
  const shown = signal<readonly number[]>([]);
  const rows = new FrameSlices(shown, (run) => frames.push(run));
  const written = (value: number): number => shown.value.filter((each) => each === value).length;
  return { rows, shown, frames, written, nextFrame: () => frames.shift()?.() };
}

test('new figures are written a few rows a frame, until all are shown', () => {
  const { rows, shown, frames, written, nextFrame } = slices();
  rows.show(rowsOf(0));
  rows.write(rowsOf(1));
  expect(shown.value).toEqual(rowsOf(0));
  nextFrame();
  expect(written(1)).toBe(rowsAFrame);
  nextFrame();
  expect(written(1)).toBe(2 * rowsAFrame);
  nextFrame();
  expect(shown.value).toEqual(rowsOf(1));
  expect(frames).toEqual([]);
});

test('every row is written also when newer figures come faster than frames', () => {
  const { rows, written, frames, nextFrame } = slices();
  rows.show(rowsOf(0));
  for (let value = 1; value <= 3; value++) {
    rows.write(rowsOf(value));
    expect(frames).toHaveLength(1);
    nextFrame();
  }
  expect(written(0)).toBe(0);
  while (frames.length > 0) nextFrame();
  expect(written(3)).toBe(count);
});

test('what a click asks for, and another number of rows, is shown at once', () => {
  const { rows, shown, frames, nextFrame } = slices();
  rows.show(rowsOf(0));
  rows.write(rowsOf(1));
  rows.show(rowsOf(2));
  expect(shown.value).toEqual(rowsOf(2));
  while (frames.length > 0) nextFrame();
  expect(shown.value).toEqual(rowsOf(2));
  rows.write(rowsOf(3, 2));
  expect(shown.value).toEqual(rowsOf(3, 2));
  rows.write([]);
  expect(shown.value).toEqual([]);
});
