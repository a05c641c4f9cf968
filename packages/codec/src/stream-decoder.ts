import { fromWindows1252, type WireEncoding } from './encoding.ts';

/** Bytes of a stream to text; what is cut at the end of a chunk is kept for the next. */
export type StreamDecoder = (chunk: Uint8Array) => string;

interface FastBytes extends Uint8Array {
  latin1Slice(start: number, end: number): string;
  ucs2Slice(start: number, end: number): string;
}

interface FastBytesType {
  readonly prototype: FastBytes;
}

/** Node's Buffer where there is one: its native readers are the fastest way to text. Browsers go without. */
const fast = (globalThis as { readonly Buffer?: FastBytesType }).Buffer?.prototype;

/** Arguments of one call to `String.fromCharCode` stay well below every engine's limit. */
const unitsPerCall = 4096;

function portableLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += unitsPerCall) {
    text += String.fromCharCode(...bytes.subarray(at, at + unitsPerCall));
  }
  return text;
}

const portableUtf16 = new TextDecoder('utf-16le', { ignoreBOM: true });

const latin1: (bytes: Uint8Array) => string =
  fast === undefined ? portableLatin1 : (bytes) => fast.latin1Slice.call(bytes, 0, bytes.length);

const utf16: (bytes: Uint8Array) => string =
  fast === undefined ? (bytes) => portableUtf16.decode(bytes) : (bytes) => fast.ucs2Slice.call(bytes, 0, bytes.length);

/** Whether every byte is below 0x80. Looks at four bytes at a time. */
export function isAscii(bytes: Uint8Array): boolean {
  let at = 0;
  const aligned = Math.min(bytes.length, (4 - (bytes.byteOffset & 3)) & 3);
  for (; at < aligned; at++) if ((bytes[at] ?? 0) & 0x80) return false;
  const wordCount = (bytes.length - at) >> 2;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + at, wordCount);
  for (let word = 0; word < wordCount; word++) if ((words[word] ?? 0) & 0x80808080) return false;
  for (at += wordCount * 4; at < bytes.length; at++) if ((bytes[at] ?? 0) & 0x80) return false;
  return true;
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
    return bytes.length === 0 ? head : head + utf16(bytes);
  };
}

/** A decoder for one stream. Bytes that are not valid UTF-8 become U+FFFD; every other encoding keeps all it gets. */
export function streamDecoder(encoding: WireEncoding): StreamDecoder {
  switch (encoding) {
    case 'latin1':
      return latin1;
    case 'windows-1252':
      return (chunk) => (isAscii(chunk) ? latin1(chunk) : fromWindows1252(latin1(chunk)));
    case 'utf-16le':
      return utf16Decoder();
    case 'utf-8': {
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      return (chunk) => decoder.decode(chunk, { stream: true });
    }
  }
}
