import type { SinkOutcome } from '../sink.ts';

/** Tells which outcomes hold a NUL character. Those of one buffer, which nearly always holds none, are looked at together. */
export function nulFinder(): (each: SinkOutcome) => boolean {
  let clean: Uint8Array | undefined;
  return (each) => {
    const { recorded } = each;
    if (recorded === undefined) return each.outcome.frame.includes('\0');
    const { bytes, start, end } = recorded;
    if (bytes === clean) return false;
    if (bytes.includes(0)) return bytes.subarray(start, end).includes(0);
    clean = bytes;
    return false;
  };
}
