import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TurnQueue } from './turn-queue.ts';

/** Puts in numbers and takes out at `undefined`, and compares with an array. */
function follow(steps: readonly (number | undefined)[]): void {
  const queue = new TurnQueue<number>();
  const expected: number[] = [];
  for (const step of steps) {
    if (step === undefined) expect(queue.shift()).toBe(expected.shift());
    else {
      queue.push(step);
      expected.push(step);
    }
    expect(queue.length).toBe(expected.length);
  }
  while (expected.length > 0) expect(queue.shift()).toBe(expected.shift());
  expect(queue.shift()).toBeUndefined();
}

test('what was put in comes out in that order, whatever is taken out meanwhile', () => {
  fc.assert(fc.property(fc.array(fc.option(fc.integer(), { nil: undefined }), { maxLength: 300 }), follow));
});

test('a queue that grows in the middle of its array keeps the order', () => {
  const taken = Array.from({ length: 10 }, () => undefined);
  follow([...numbers(12), ...taken, ...numbers(40), ...taken, ...numbers(100)]);
});

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at);
}
