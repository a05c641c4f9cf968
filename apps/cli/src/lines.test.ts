import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from './lines.ts';

function split(pieces: readonly Uint8Array[], maxLength = 100): { number: number; text: string; isTooLong: boolean }[] {
  const splitter = new LineSplitter(maxLength);
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

test('lines are the same however the bytes are cut', () => {
  const lines = fc.array(fc.string({ unit: 'grapheme', maxLength: 5 }).map((line) => line.replace(/[\r\n]/g, '')));
  fc.assert(
    fc.property(lines, fc.nat({ max: 9 }), fc.constantFrom('\n', '\r\n'), (texts, size, end) => {
      const bytes = Buffer.from(texts.map((line) => line + end).join(''));
      const pieces = Array.from({ length: Math.ceil(bytes.length / (size + 1)) }, (_, index) =>
        bytes.subarray(index * (size + 1), (index + 1) * (size + 1)),
      );
      expect(split(pieces).map(({ text }) => text)).toEqual(texts.map((line) => Buffer.from(line).toString()));
    }),
  );
});

test('a line that is too long is held no longer than the limit, and the next one is read', () => {
  expect(
    split([Buffer.from('x'.repeat(50)), Buffer.from(`${'x'.repeat(50)}\r\n`), Buffer.from('0123456789\r\nlast')], 10),
  ).toEqual([
    { number: 1, text: 'xxxxxxxxxx', isTooLong: true },
    { number: 2, text: '0123456789', isTooLong: false },
    { number: 3, text: 'last', isTooLong: false },
  ]);
});
