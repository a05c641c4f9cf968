import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeliveryQueue } from './delivery-queue.ts';
import { runOf } from '../connection/frame-run.ts';

const step = fc.oneof(
  fc.record({ push: fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 6 }) }),
  fc.record({ take: fc.integer({ min: 1, max: 9 }) }),
);

test('hands out in order what was put in, and knows what it holds', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const queue = new DeliveryQueue();
      let model: { text: string; at: number }[] = [];
      for (const [at, each] of steps.entries()) {
        if ('push' in each) {
          queue.push(runOf(each.push), at);
          model.push(...each.push.map((text) => ({ text, at })));
        } else {
          const taken = queue.take(each.take);
          const flat = taken.flatMap(({ run, receivedAt }) => run.frames().map((text) => ({ text, at: receivedAt })));
          expect(flat).toEqual(model.slice(0, each.take));
          model = model.slice(each.take);
        }
        expect(queue.count).toBe(model.length);
        expect(queue.units).toBe(model.reduce((sum, { text }) => sum + text.length + 1, 0));
      }
    }),
  );
});
