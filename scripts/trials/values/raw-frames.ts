import type { DoorEncoding } from './hostile-text.ts';

/** Bytes of a character cell; a cell of zero ends a frame. */
export function cellOf(encoding: DoorEncoding): 1 | 2 {
  return encoding === 'utf-16le' ? 2 : 1;
}

/** The frames that bytes hold whole, without their ends, and what is left. */
export function splitFrames(bytes: Buffer, cell: 1 | 2): { readonly frames: readonly Buffer[]; readonly rest: Buffer } {
  const frames: Buffer[] = [];
  let start = 0;
  for (let at = 0; at + cell <= bytes.length; at += cell) {
    if (bytes[at] !== 0 || (cell === 2 && bytes[at + 1] !== 0)) continue;
    frames.push(bytes.subarray(start, at));
    start = at + cell;
  }
  return { frames, rest: bytes.subarray(start) };
}
