/** ASCII in two characters: every code has a number below this. */
export const codeNumberLimit = 128 * 128;

/** The two characters at `at` as one number, so that codes are compared and looked up without a string; -1 where they are no ASCII, or the text ends. */
export function codeNumber(text: string, at = 0): number {
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  // So written that past the end of the text, where both are NaN, the answer is -1.
  return first < 128 && second < 128 ? first * 128 + second : -1;
}

/** Any two characters at `at` as one number: a code that is not ASCII has one too. To find a known code among others. */
export function codePair(text: string, at = 0): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

/** Odd, so that codes which differ in one character fall on different slots. */
const spread = 0x9e3b;
const free = -1;

/** What belongs to a code, by the code's number. Quicker than a Map, because codes are few and known beforehand. */
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
