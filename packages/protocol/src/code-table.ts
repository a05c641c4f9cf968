/** Upper limit (exclusive) of `codeNumber`. */
export const codeNumberLimit = 128 * 128;

/** Returns the code at `at` as a number, which is compared and looked up without a string, or -1 if it is not two ASCII characters. */
export function codeNumber(text: string, at = 0): number {
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  // Past the end of the text both are NaN, for which the comparison is false.
  return first < 128 && second < 128 ? first * 128 + second : -1;
}

/** Returns any two characters at `at` as a number, for comparison with the number of a known code. */
export function codePair(text: string, at = 0): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

/** Hash multiplier; odd, so that codes that differ in one character get different slots. */
const spread = 0x9e3b;
const free = -1;

/** A hash table by code number, faster than a Map because the codes are few and fixed. */
export class CodeTable<Value> {
  readonly #numbers: Int16Array;
  readonly #values: (Value | undefined)[];
  readonly #mask: number;

  constructor(entries: readonly (readonly [number: number, value: Value])[]) {
    let size = 4;
    while (size < entries.length * 4) size *= 2;
    this.#mask = size - 1;
    this.#numbers = new Int16Array(size).fill(free);
    this.#values = Array.from({ length: size });
    for (const [number, value] of entries) {
      let slot = this.#firstSlot(number);
      while (this.#numbers[slot] !== free) slot = (slot + 1) & this.#mask;
      this.#numbers[slot] = number;
      this.#values[slot] = value;
    }
  }

  get(number: number): Value | undefined {
    let slot = this.#firstSlot(number);
    for (;;) {
      const found = this.#numbers[slot];
      if (found === number) return this.#values[slot];
      if (found === free) return undefined;
      slot = (slot + 1) & this.#mask;
    }
  }

  #firstSlot(number: number): number {
    return (Math.imul(number, spread) >>> 7) & this.#mask;
  }
}
