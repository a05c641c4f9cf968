import { Buffer } from 'node:buffer';
import { encodeText, Framer, wireEncodings } from '@sdmp/codec';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameReceiver } from './frame-receiver.ts';

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('OZ\\TXa\\RE10\0', 'OZ\\TXb\\DTé\0', 'MV\\TK1\0', 'EF\\TXa\0') },
  fc.constantFrom('\0', '\r\n', '\r', '\n', 'x', '€', `OZ${'y'.repeat(70)}\0`),
);

test('whatever the stream and its chunks, the frames are those of the codec, in order', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.constantFrom(...wireEncodings),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }),
      (pieces, encoding, sizes) => {
        const bytes = encodeText(pieces.join(''), encoding);
        const options = { encoding, maxFrameBytes: 64 };
        const expected: string[] = [];
        const oversized = (excerpt: string, told: string[]) => told.push(`too large: ${excerpt}`);
        const framer = new Framer(
          { frame: (text) => expected.push(text), oversized: (excerpt) => oversized(excerpt, expected) },
          options,
        );
        framer.push(bytes);
        const told: string[] = [];
        const receiver = new FrameReceiver(
          { frames: (run) => told.push(...run.frames()), oversized: (excerpt) => oversized(excerpt, told) },
          options,
        );
        const buffer = Buffer.alloc(60);
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const chunk = bytes.subarray(at, at + (sizes[turn % sizes.length] ?? 1));
          // As a socket does: one buffer for every chunk.
          buffer.fill(0xff).set(chunk);
          receiver.push(buffer.subarray(0, chunk.length));
          at += chunk.length;
        }
        expect(told).toEqual(expected);
      },
    ),
    { numRuns: 1000 },
  );
});
