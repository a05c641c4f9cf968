/** Native conversions of Node's Buffer, the fastest available; undefined in browsers. */
interface NativeBytes extends Uint8Array {
  latin1Slice(start: number, end: number): string;
  ucs2Slice(start: number, end: number): string;
  latin1Write(text: string, offset: number, length: number): number;
  ucs2Write(text: string, offset: number, length: number): number;
}

const native = (globalThis as { readonly Buffer?: { readonly prototype: NativeBytes } }).Buffer?.prototype;

/** Maximum number of arguments of `String.fromCharCode`, well below every engine's limit. */
const unitsPerCall = 4096;

function portableLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += unitsPerCall) {
    text += String.fromCharCode(...bytes.subarray(at, at + unitsPerCall));
  }
  return text;
}

/** Decodes without TextDecoder, which replaces a surrogate that the next chunk would complete. */
function portableUtf16(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length >> 1);
  for (let at = 0; at < units.length; at++) units[at] = (bytes[at * 2] ?? 0) | ((bytes[at * 2 + 1] ?? 0) << 8);
  let text = '';
  for (let at = 0; at < units.length; at += unitsPerCall) {
    text += String.fromCharCode(...units.subarray(at, at + unitsPerCall));
  }
  return text;
}

/** Converts each byte to the character with the same number. */
export const readLatin1: (bytes: Uint8Array) => string =
  native === undefined ? portableLatin1 : (bytes) => native.latin1Slice.call(bytes, 0, bytes.length);

/** Decodes UTF-16LE, including split surrogate pairs; an odd last byte is ignored. */
export const readUtf16: (bytes: Uint8Array) => string =
  native === undefined ? portableUtf16 : (bytes) => native.ucs2Slice.call(bytes, 0, bytes.length);

/** Encodes the low byte of each character. */
export function writeLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  if (native !== undefined) native.latin1Write.call(bytes, text, 0, bytes.length);
  else for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Encodes UTF-16LE without a byte-order mark. */
export function writeUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  putUtf16(text, bytes, 0);
  return bytes;
}

/** Length from which the native conversion is faster than the loop, characters. */
const longUtf16 = 40;

/** Writes UTF-16LE into `target`, which must have room. Returns the end. */
export function putUtf16(text: string, target: Uint8Array, at: number): number {
  if (native !== undefined && text.length >= longUtf16) {
    return at + native.ucs2Write.call(target, text, at, text.length * 2);
  }
  let place = at;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    target[place] = unit & 0xff;
    target[place + 1] = unit >> 8;
    place += 2;
  }
  return place;
}
