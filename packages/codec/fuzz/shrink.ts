import type { FuzzInput } from './fuzz-input.ts';
import { findingOf } from './invariants.ts';

/** Returns a smaller input with the same finding by removing parts while the finding remains. */
export function shrink(input: FuzzInput, finding: string): FuzzInput {
  let smallest = input;
  for (let size = input.bytes.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at + size <= smallest.bytes.length; ) {
      const bytes = new Uint8Array(smallest.bytes.length - size);
      bytes.set(smallest.bytes.subarray(0, at));
      bytes.set(smallest.bytes.subarray(at + size), at);
      const candidate = { ...smallest, bytes };
      if (findingOf(candidate) === finding) smallest = candidate;
      else at += size;
    }
  }
  return smallest;
}
