import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeText } from './encoding.ts';
import { streamDecoder } from './stream-decoder.ts';
import { invalidUtf8At, readUtf8 } from './utf8.ts';

/** Bytes near the borders of what UTF-8 allows. */
const borders = fc.constantFrom(
  0x00,
  0x41,
  0x7f,
  0x80,
  0x8f,
  0x90,
  0x9f,
  0xa0,
  0xbf,
  0xc0,
  0xc1,
  0xc2,
  0xdf,
  0xe0,
  0xe1,
  0xec,
  0xed,
  0xee,
  0xef,
  0xf0,
  0xf1,
  0xf3,
  0xf4,
  0xf5,
  0xff,
);
const bytes = fc.array(fc.oneof(borders, fc.nat(255)), { maxLength: 12 }).map((all) => Uint8Array.from(all));

test('a text is UTF-8 where the platform says so, and the first wrong byte is found', () => {
  fc.assert(
    fc.property(bytes, (all) => {
      const at = invalidUtf8At(all);
      expect(readUtf8(all) !== undefined).toBe(at < 0);
      if (at < 0) return;
      const before = Buffer.from(all.subarray(0, at));
      expect(Buffer.from(before.toString())).toEqual(before);
      // The platform replaces from the same byte on.
      expect(Buffer.from(all).toString().startsWith(`${before.toString()}\ufffd`)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

describe('a stream of UTF-8', () => {
  test('keeps every byte it gets, however it is cut, and says by the text that one is wrong', () => {
    fc.assert(
      fc.property(bytes, fc.nat(5), (all, size) => {
        const decode = streamDecoder('utf-8');
        let text = '';
        for (let at = 0; at < all.length; at += size + 1) text += decode(all.subarray(at, at + size + 1));
        // What is unfinished at the end waits for more.
        text += decode(Uint8Array.of(0));
        expect(encodeText(text, 'utf-8')).toEqual(Uint8Array.of(...all, 0));
        expect(text.isWellFormed()).toBe(invalidUtf8At(Uint8Array.of(...all, 0)) < 0);
      }),
      { numRuns: 5000 },
    );
  });
});

test('a character that the end of a chunk cuts is read whole, also when the next chunk comes in the same buffer', () => {
  const decode = streamDecoder('utf-8');
  const buffer = Buffer.alloc(4);
  let text = '';
  for (const chunk of [
    [0x61, 0xc3],
    [0xa9, 0xf0, 0x9f],
    [0x93, 0x9e, 0x62],
  ]) {
    buffer.fill(0xff).set(chunk);
    text += decode(buffer.subarray(0, chunk.length));
  }
  expect(text).toBe('aé📞b');
});
