/** Node's Buffer has native ways between bytes and text, the fastest there are. Browsers go without. */
interface NativeBytes extends Uint8Array {
  latin1Slice(start: number, end: number): string;
  ucs2Slice(start: number, end: number): string;
  latin1Write(text: string, offset: number, length: number): number;
  ucs2Write(text: string, offset: number, length: number): number;
}

const native = (globalThis as { readonly Buffer?: { readonly prototype: NativeBytes } }).Buffer?.prototype;

/** Arguments of one call to `String.fromCharCode` stay well below every engine's limit. */
const unitsPerCall = 4096;

function portableLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += unitsPerCall) {
    text += String.fromCharCode(...bytes.subarray(at, at + unitsPerCall));
  }
  return text;
}

/** By hand, because a TextDecoder replaces the half of a pair that the next chunk completes. */
function portableUtf16(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length >> 1);
  for (let at = 0; at < units.length; at++) units[at] = (bytes[at * 2] ?? 0) | ((bytes[at * 2 + 1] ?? 0) << 8);
  let text = '';
  for (let at = 0; at < units.length; at += unitsPerCall) {
    text += String.fromCharCode(...units.subarray(at, at + unitsPerCall));
  }
  return text;
}

/** Each byte as the character of the same number. */
export const readLatin1: (bytes: Uint8Array) => string =
  native === undefined ? portableLatin1 : (bytes) => native.latin1Slice.call(bytes, 0, bytes.length);

/** Little-endian UTF-16, pairs that are cut included; an odd last byte is left out. */
export const readUtf16: (bytes: Uint8Array) => string =
  native === undefined ? portableUtf16 : (bytes) => native.ucs2Slice.call(bytes, 0, bytes.length);

/** The low byte of each character. */
export function writeLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  if (native !== undefined) native.latin1Write.call(bytes, text, 0, bytes.length);
  else for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Little-endian UTF-16 without a byte-order mark. */
export function writeUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  if (native !== undefined) {
    native.ucs2Write.call(bytes, text, 0, bytes.length);
    return bytes;
  }
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    bytes[at * 2] = unit & 0xff;
    bytes[at * 2 + 1] = unit >> 8;
  }
  return bytes;
}
