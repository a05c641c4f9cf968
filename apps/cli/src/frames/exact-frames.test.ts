import { Framer } from '@sdmp/codec';
import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExactFrame, ExactFrames } from './exact-frames.ts';

const maxUnits = 12;

function split(pieces: readonly string[], lineFeedEnds: boolean): ExactFrame[] {
  const frames = new ExactFrames({ maxUnits, lineFeedEnds });
  return [...pieces.flatMap((piece) => [...frames.push(piece)]), ...frames.end()];
}

function framed(pieces: readonly string[], lineFeedEnds: boolean): string[] {
  const found: string[] = [];
  const framer = new Framer(
    { frame: (text) => found.push(text), oversized: () => found.push('too large') },
    { encoding: 'latin1', maxFrameBytes: maxUnits, lineFeedEnds },
  );
  for (const piece of pieces) framer.push(Buffer.from(piece, 'latin1'));
  framer.end();
  return found;
}

const pieces = fc.array(
  fc.string({ unit: fc.constantFrom('\0', '\r', '\n', '\r\n', 'E', 'O', '\\', 'x'), maxLength: 30 }),
  { maxLength: 6 },
);

describe.each([true, false])('with lineFeedEnds %s', (lineFeedEnds) => {
  test(verifies('TR-2') + 'frames are those of the framer, however the input is cut', () => {
    fc.assert(
      fc.property(pieces, (input) => {
        const frames = split(input, lineFeedEnds).filter(({ text }) => text !== '');
        const texts = frames.map(({ text, isOversized }) => (isOversized ? 'too large' : text));
        expect(texts).toEqual(framed(input, lineFeedEnds));
      }),
    );
  });

  test('nothing of the input is lost, unless a frame is above the limit', () => {
    fc.assert(
      fc.property(pieces, (input) => {
        const frames = split(input, lineFeedEnds);
        fc.pre(!frames.some(({ isOversized }) => isOversized));
        expect(frames.map(({ before, text, end }) => before + text + end).join('')).toBe(input.join(''));
      }),
    );
  });
});

test('strays after a terminator belong to it, strays in front to the frame', () => {
  expect(split(['\ufeff\r\nEO\0\r\nEE'], false)).toEqual([
    { before: '\ufeff\r\n', text: 'EO', end: '\0\r\n', isOversized: false },
    { before: '', text: 'EE', end: '', isOversized: false },
  ]);
});
