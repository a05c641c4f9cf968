/** Size of the shared buffer for small messages; a buffer of their own would cost ten times as much. */
const sharedBytes = 8192;
/** Maximum size taken from the shared buffer, so that little of it is wasted. */
const largestShare = sharedBytes / 8;

let shared = new ArrayBuffer(0);
let used = sharedBytes;

/** Returns zeroed bytes for exclusive use; small ones may share their `buffer`. */
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
