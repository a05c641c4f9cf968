import type { WireEncoding } from './encoding.ts';

/** Longer texts go through the platform's encoder, whose call costs as much as so many characters. */
const longText = 128;
const asciiLimit = 0x80;
const encoder = new TextEncoder();

/**
 * Writes a text whose characters fill one cell each, and says where it ends; -1 when it has others, which in the 8-bit
 * encodings is everything but ASCII. There must be room.
 */
export function putText(text: string, target: Uint8Array, at: number, encoding: WireEncoding): number {
  if (encoding === 'utf-16le') return putUtf16(text, target, at);
  return text.length < longText ? putAscii(text, target, at) : putLongAscii(text, target, at);
}

function putAscii(text: string, target: Uint8Array, at: number): number {
  const { length } = text;
  let seen = 0;
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index);
    seen |= unit;
    target[at + index] = unit;
  }
  return seen < asciiLimit ? at + length : -1;
}

function putLongAscii(text: string, target: Uint8Array, at: number): number {
  const end = at + text.length;
  const { read, written } = encoder.encodeInto(text, target.subarray(at, end));
  return read === text.length && written === text.length ? end : -1;
}

function putUtf16(text: string, target: Uint8Array, at: number): number {
  let place = at;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    target[place] = unit & 0xff;
    target[place + 1] = unit >> 8;
    place += 2;
  }
  return place;
}
