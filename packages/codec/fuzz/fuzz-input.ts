import type { FramerOptions } from '../src/framer.ts';

/** An input of the fuzzer: a stream of bytes, its chunks, and the reader's options. */
export interface FuzzInput {
  readonly bytes: Uint8Array;
  /** Sizes of the chunks, repeated. */
  readonly cuts: readonly number[];
  readonly options: Required<FramerOptions>;
}

/** An input as stored in the corpus. */
export interface StoredInput {
  /** The fault found with it, or what it covers. */
  readonly note: string;
  readonly hex: string;
  readonly cuts: readonly number[];
  readonly options: Required<FramerOptions>;
}

export function stored({ bytes, cuts, options }: FuzzInput, note: string): StoredInput {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { note, hex, cuts, options };
}

export function restored({ hex, cuts, options }: StoredInput): FuzzInput {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  return { bytes, cuts, options };
}
