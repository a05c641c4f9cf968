import { fromWindows1252, type WireEncoding } from './encoding.ts';
import { readLatin1, readUtf16 } from './native-text.ts';
import { readUtf8Escaped, unfinishedUtf8 } from './utf8.ts';

/** Decodes the bytes of a stream; a character split at the end of a chunk is kept for the next. */
export type StreamDecoder = (chunk: Uint8Array) => string;

/** Returns whether every byte is below 0x80, checking four bytes at a time. */
export function isAscii(bytes: Uint8Array): boolean {
  const { length } = bytes;
  const wordsAt = Math.min(length, -bytes.byteOffset & 3);
  const wordCount = (length - wordsAt) >> 2;
  if (wordCount === 0) return isAsciiFrom(bytes, 0, length);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + wordsAt, wordCount);
  for (let at = 0; at < wordCount; at++) if ((words[at] ?? 0) & 0x80808080) return false;
  return isAsciiFrom(bytes, 0, wordsAt) && isAsciiFrom(bytes, wordsAt + wordCount * 4, length);
}

function isAsciiFrom(bytes: Uint8Array, from: number, end: number): boolean {
  let seen = 0;
  for (let at = from; at < end; at++) seen |= bytes[at] ?? 0;
  return seen < 0x80;
}

function utf16Decoder(): StreamDecoder {
  let half: number | undefined;
  return (chunk) => {
    let bytes = chunk;
    let head = '';
    if (half !== undefined && bytes.length > 0) {
      head = String.fromCharCode(half | ((bytes[0] ?? 0) << 8));
      bytes = bytes.subarray(1);
      half = undefined;
    }
    if (bytes.length % 2 === 1) {
      half = bytes[bytes.length - 1];
      bytes = bytes.subarray(0, bytes.length - 1);
    }
    return bytes.length === 0 ? head : head + readUtf16(bytes);
  };
}

/** Creates a UTF-8 decoder that keeps a sequence split at the end of a chunk for the next one. */
function utf8Decoder(): StreamDecoder {
  let rest = new Uint8Array();
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : joined(rest, chunk);
    const end = bytes.length - unfinishedUtf8(bytes);
    // Copied, because a slice of a Buffer is a view of bytes that the next chunk overwrites.
    rest = new Uint8Array(bytes.subarray(end));
    return readUtf8Escaped(end === bytes.length ? bytes : bytes.subarray(0, end));
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

/**
 * Creates a decoder for a stream that preserves all bytes: a byte that is not valid UTF-8 becomes the lone surrogate
 * U+DC00 + byte, and lone surrogates in UTF-16 are kept. `text.isWellFormed()` is false for a text with either.
 */
export function streamDecoder(encoding: WireEncoding): StreamDecoder {
  switch (encoding) {
    case 'latin1':
      return readLatin1;
    case 'windows-1252':
      return (chunk) => (isAscii(chunk) ? readLatin1(chunk) : fromWindows1252(readLatin1(chunk)));
    case 'utf-16le':
      return utf16Decoder();
    case 'utf-8':
      return utf8Decoder();
  }
}
