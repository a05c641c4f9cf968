/** What is copied at a time. */
export const wordBytes = 8;

/** A view on all bytes of an array. */
export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Copies bytes `start` to before `end`; returns where they end. For the few dozen bytes of a record a call into the engine takes longer. */
export function copyBytes(target: DataView, at: number, source: DataView, start: number, end: number): number {
  let to = at;
  let from = start;
  for (; from + wordBytes <= end; from += wordBytes, to += wordBytes) {
    target.setBigUint64(to, source.getBigUint64(from, true), true);
  }
  for (; from < end; from++, to++) target.setInt8(to, source.getInt8(from));
  return to;
}

/**
 * The same, but may write to the end of the last word: the target must have room for one more, and what comes behind is
 * written afterwards. Reads beyond `end` where the source is longer.
 */
export function copyWords(target: DataView, at: number, source: DataView, start: number, end: number): number {
  if (end + wordBytes > source.byteLength) return copyBytes(target, at, source, start, end);
  for (let from = start, to = at; from < end; from += wordBytes, to += wordBytes) {
    target.setBigUint64(to, source.getBigUint64(from, true), true);
  }
  return at + end - start;
}
