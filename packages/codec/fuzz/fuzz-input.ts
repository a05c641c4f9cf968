import type { FramerOptions } from '../src/framer.ts';

/** One input of the fuzzer: a stream of bytes, how it is cut, and how it is read. */
export interface FuzzInput {
  readonly bytes: Uint8Array;
  /** Sizes of the chunks, over and over. */
  readonly cuts: readonly number[];
  readonly options: Required<FramerOptions>;
}

/** An input as the corpus keeps it. */
export interface StoredInput {
  /** What was found with it, or what it stands for. */
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
