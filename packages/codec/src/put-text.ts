import type { WireEncoding } from './encoding.ts';
import { putUtf16 } from './native-text.ts';

/** Length from which the platform's encoder is faster than a loop, characters. */
const longText = 128;
const asciiLimit = 0x80;
const encoder = new TextEncoder();

/** Writes a text. Returns its end, or -1 if a character does not fit into one cell. The target must have room. */
type PutText = (text: string, target: Uint8Array, at: number) => number;

/** Writers of texts whose characters fill one cell each; in the 8-bit encodings that is ASCII. */
export function putTextIn(encoding: WireEncoding): PutText {
  return encoding === 'utf-16le' ? putUtf16 : putAscii;
}

export function putAscii(text: string, target: Uint8Array, at: number): number {
  const { length } = text;
  if (length >= longText) return putLongAscii(text, target, at);
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
