const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Returns UTF-8 as text, a byte-order mark included; undefined when one of the bytes is none of UTF-8. */
export function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Returns where the first byte stands that is none of UTF-8, a sequence that is cut at the end included; -1 when all are. */
export function invalidUtf8At(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length <= 0) return at;
    at += length;
  }
  return -1;
}

/** Returns how many bytes at the end are the beginning of a sequence that more bytes may complete. */
export function unfinishedUtf8(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let at = Math.max(0, length - 3); at < length; at++) {
    if ((bytes[at] ?? 0) >= 0xc2 && sequenceLength(bytes, at) === 0) return length - at;
  }
  return 0;
}

/**
 * Returns UTF-8 as text. A byte that is none of UTF-8 becomes the lone surrogate U+DC00 + byte, which no valid text has:
 * such a text is not well-formed, and nothing that was received is lost.
 */
export function readUtf8Escaped(bytes: Uint8Array): string {
  const whole = readUtf8(bytes);
  if (whole !== undefined) return whole;
  let text = '';
  let valid = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += strict.decode(bytes.subarray(valid, at)) + String.fromCharCode(escapedByte + (bytes[at] ?? 0));
    at++;
    valid = at;
  }
  return text + strict.decode(bytes.subarray(valid));
}

const encoder = new TextEncoder();

/** Writes what `readUtf8Escaped` reads: the same bytes. Other halves of pairs become U+FFFD. */
export function writeUtf8Escaped(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text);
  const pieces = text.split(escapes).map((piece, index) =>
    // Between two pieces stands what was captured.
    index % 2 === 0 ? encoder.encode(piece) : Uint8Array.of(piece.charCodeAt(0) - escapedByte),
  );
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const escapedByte = 0xdc00;
/** Not the second half of a pair. */
const escapes = /(?<![\ud800-\udbff])([\udc80-\udcff])/;

/** Bytes of the sequence that begins at `start`: 0 when the bytes end before it does, -1 when it is none (Unicode, table 3-7). */
function sequenceLength(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return -1;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let index = 1; index < length; index++) {
    const unit = bytes[start + index];
    if (unit === undefined) return 0;
    const [least, most] = index === 1 ? secondByte(first) : anyContinuation;
    if (unit < least || unit > most) return -1;
  }
  return length;
}

const anyContinuation = [0x80, 0xbf] as const;

/** Overlong forms, surrogates and what lies beyond the last plane are none of UTF-8. */
function secondByte(first: number): readonly [least: number, most: number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  return first === 0xf4 ? [0x80, 0x8f] : anyContinuation;
}
