/** What is copied at a time, bytes. A target of `copyWords` needs that much more room than it is to hold. */
export const wordBytes = 8;

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/**
 * Copies bytes `start` to before `end`, and some that are behind them: what belongs there is to be written afterwards. For
 * the few dozen bytes of a body this takes a third of a call to `set`.
 */
export function copyWords(target: DataView, at: number, source: DataView, start: number, end: number): void {
  let to = at;
  let from = start;
  const wholeWords = Math.min(end, source.byteLength - wordBytes + 1);
  for (; from < wholeWords; from += wordBytes, to += wordBytes)
    target.setBigUint64(to, source.getBigUint64(from, true), true);
  for (; from < end; from++, to++) target.setUint8(to, source.getUint8(from));
}
