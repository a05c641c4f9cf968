/** A buffer of its own costs ten times as much as a share of one: small messages take their bytes from one of this size. */
const sharedBytes = 8192;
/** What is larger gets a buffer of its own, so that little of a shared one is wasted. */
const largestShare = sharedBytes / 8;

let shared = new ArrayBuffer(0);
let used = sharedBytes;

/** Bytes that nobody else has, all zero; small ones may share their `buffer`. */
export function newBytes(length: number): Uint8Array<ArrayBuffer> {
  if (length > largestShare) return new Uint8Array(length);
  if (used + length > sharedBytes) {
    shared = new ArrayBuffer(sharedBytes);
    used = 0;
  }
  const bytes = new Uint8Array(shared, used, length);
  used += length;
  return bytes;
}
