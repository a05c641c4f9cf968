import type { FuzzInput } from './fuzz-input.ts';
import { findingOf } from './invariants.ts';

/** A smaller input with the same finding: pieces are left out as long as it stays. */
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
