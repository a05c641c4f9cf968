import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordHead } from './record-head.ts';

test('shows each place as it is, whichever was there before', () => {
  const near = fc.record({ step: fc.integer({ min: -12, max: 120 }), time: fc.constantFrom(0, 7, 1_763_802_000_123) });
  const start = fc.constantFrom(100, 990, 9_999_990, 999_999_995, 4_503_599_627_370_000);
  fc.assert(
    fc.property(start, fc.array(near, { maxLength: 60 }), (first, moves) => {
      const head = new RecordHead(Buffer.from(String.raw`OZ\TXt\ZP.`));
      let position: number = first;
      for (const { step, time } of moves) {
        position = Math.max(0, position + step);
        head.moveTo(position, time);
        const { buffer } = head.view;
        expect(Buffer.from(buffer).toString('latin1', 0, head.length)).toBe(
          `${String.raw`OZ\TXt\ZP.`}${String(position)}.${String(time)}`,
        );
      }
    }),
  );
});

test('without a place it is what it was made of', () => {
  const head = new RecordHead(Buffer.from(String.raw`OZ\TXt`));
  expect(Buffer.from(head.view.buffer).toString('latin1', 0, head.length)).toBe(String.raw`OZ\TXt`);
});
