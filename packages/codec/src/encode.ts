import { separator } from '@sdmp/protocol';
import { type WireEncoding, cellSize, encodeText } from './encoding.ts';
import { type MessageParts, format, headText, isQuoted, quotedCodeOf } from './format.ts';
import type { FrameEnd } from './framer.ts';
import { putUtf16 } from './native-text.ts';
import { putAscii, putTextIn } from './put-text.ts';

/** Size of the shared buffer for small messages; a buffer of their own would cost ten times as much. */
const sharedBytes = 8192;
/** Maximum size taken from the shared buffer, so that little of it is wasted. */
const largestShare = sharedBytes / 8;

let shared = new ArrayBuffer(0);
let used = sharedBytes;

/** Returns zeroed bytes for exclusive use; small ones may share their `buffer`. */
function newBytes(length: number): Uint8Array<ArrayBuffer> {
  if (length > largestShare) return new Uint8Array(length);
  if (used + length > sharedBytes) {
    shared = new ArrayBuffer(sharedBytes);
    used = 0;
  }
  const bytes = new Uint8Array(shared, used, length);
  used += length;
  return bytes;
}

const separatorUnit = separator.charCodeAt(0);

/** Encoding and terminator of a frame that is written. */
export interface EncodeOptions {
  /** Default `windows-1252`. */
  readonly encoding?: WireEncoding;
  /** Default NUL. */
  readonly end?: FrameEnd;
}

/** Encodes a frame's text with its terminator. Small results share their `buffer` with others: use `slice()` before transferring. */
export function encodeFrame(text: string, options: EncodeOptions = {}): Uint8Array {
  const { encoding = 'windows-1252', end = '\0' } = options;
  const bytes = newBytes((text.length + end.length) * cellSize(encoding));
  const put = putTextIn(encoding);
  const at = put(text, bytes, 0);
  if (at < 0) return encodeText(text + end, encoding);
  put(end, bytes, at);
  return bytes;
}

/** Encodes a message with its terminator. Small results share their `buffer` with others: use `slice()` before transferring. */
export function encode(message: MessageParts, options: EncodeOptions = {}): Uint8Array {
  const { encoding = 'windows-1252', end = '\0' } = options;
  const head = headText(message);
  const quotedCode = quotedCodeOf(head);
  const bytes = newBytes(lengthOf(message, head, quotedCode, end) * cellSize(encoding));
  if (putMessage(message, head, quotedCode, end, bytes, 0, encoding) >= 0) return bytes;
  return encodeText(format(message) + end, encoding);
}

/**
 * Writes a message, or a frame's text, with its terminator into `target` at `offset`, for batches in one buffer. Returns the
 * number of bytes written, or -1 if there is not enough room; the bytes after `offset` are undefined then.
 */
export function encodeInto(
  message: MessageParts | string,
  target: Uint8Array,
  offset = 0,
  options: EncodeOptions = {},
): number {
  const { encoding = 'windows-1252', end = '\0' } = options;
  const room = target.length - offset;
  if (typeof message === 'string') {
    if ((message.length + end.length) * cellSize(encoding) <= room) {
      const put = putTextIn(encoding);
      const at = put(message, target, offset);
      if (at >= 0) return put(end, target, at) - offset;
    }
    return copyInto(message + end, target, offset, encoding);
  }
  const head = headText(message);
  const quotedCode = quotedCodeOf(head);
  if (lengthOf(message, head, quotedCode, end) * cellSize(encoding) <= room) {
    const at = putMessage(message, head, quotedCode, end, target, offset, encoding);
    if (at >= 0) return at - offset;
  }
  return copyInto(format(message) + end, target, offset, encoding);
}

/** Terminator of written frames. */
export function terminator(encoding: WireEncoding): Uint8Array {
  return new Uint8Array(cellSize(encoding));
}

/** Writes text with characters beyond ASCII, or with little room: a surrogate pair becomes one byte in 8-bit encodings. */
function copyInto(text: string, target: Uint8Array, offset: number, encoding: WireEncoding): number {
  const bytes = encodeText(text, encoding);
  if (bytes.length > target.length - offset) return -1;
  target.set(bytes, offset);
  return bytes.length;
}

/** Returns the length of a message's frame with terminator, characters. */
function lengthOf({ fields }: MessageParts, head: string, quotedCode: number, end: FrameEnd): number {
  let length = head.length + end.length;
  for (let at = 0; at < fields.length; at += 2) {
    const code = fields[at] ?? '';
    length += separator.length + code.length + (fields[at + 1] ?? '').length + (isQuoted(code, quotedCode) ? 2 : 0);
  }
  return length;
}

/** Writes the frame part by part. Returns its end, or -1 if a character does not fit into one cell. */
function putMessage(
  message: MessageParts,
  head: string,
  quotedCode: number,
  end: FrameEnd,
  target: Uint8Array,
  offset: number,
  encoding: WireEncoding,
): number {
  const put = encoding === 'utf-16le' ? putWide : putNarrow;
  return put(message.fields, head, quotedCode, end, target, offset);
}

/** Writes 8-bit encodings. Separate from UTF-16, because specialized functions take half the time. */
function putNarrow(
  fields: readonly string[],
  head: string,
  quotedCode: number,
  end: FrameEnd,
  target: Uint8Array,
  offset: number,
): number {
  let at = putAscii(head, target, offset);
  for (let index = 0; index < fields.length && at >= 0; index += 2) {
    const code = fields[index] ?? '';
    const value = fields[index + 1] ?? '';
    target[at] = separatorUnit;
    at = putAscii(code, target, at + 1);
    if (at < 0) return at;
    at = putAscii(isQuoted(code, quotedCode) ? `"${value}"` : value, target, at);
  }
  return at < 0 ? at : putAscii(end, target, at);
}

function putWide(
  fields: readonly string[],
  head: string,
  quotedCode: number,
  end: FrameEnd,
  target: Uint8Array,
  offset: number,
): number {
  let at = putUtf16(head, target, offset);
  for (let index = 0; index < fields.length; index += 2) {
    const code = fields[index] ?? '';
    const value = fields[index + 1] ?? '';
    at = putUtf16(separator, target, at);
    at = putUtf16(code, target, at);
    at = putUtf16(isQuoted(code, quotedCode) ? `"${value}"` : value, target, at);
  }
  return putUtf16(end, target, at);
}
