/** A small seeded generator. The same seed gives the same numbers in every version. Not for secrets. */
export interface Random {
  /** Returns an integer from 0 to 2^32 - 1. */
  readonly next: () => number;
  /** Returns an integer from 0 to `limit` - 1. */
  readonly below: (limit: number) => number;
  /** Returns true with this probability, 0 to 1. */
  readonly chance: (probability: number) => boolean;
}

const range = 2 ** 32;

/** Creates a splitmix32 generator, which mixes a 32-bit counter. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  return {
    next,
    below: (limit) => Math.floor((next() / range) * limit),
    chance: (probability) => next() < probability * range,
  };
}
