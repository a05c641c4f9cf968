import type { FuzzInput } from './fuzz-input.ts';
import { findingOf } from './invariants.ts';
import { makeInput } from './make-input.ts';
import { Random } from './random.ts';
import { shrink } from './shrink.ts';

export interface Finding {
  readonly finding: string;
  readonly input: FuzzInput;
}

/** Inputs are numbered; each can be reproduced from the seed and its number. */
export function inputOf(seed: number, index: number): FuzzInput {
  return makeInput(new Random(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)));
}

/** Runs the inputs from `from` to before `to`. Returns one shrunk finding of each kind. */
export function tryInputs(seed: number, from: number, to: number): Finding[] {
  const found = new Map<string, FuzzInput>();
  for (let index = from; index < to; index++) {
    const input = inputOf(seed, index);
    const finding = findingOf(input);
    if (finding !== undefined && !found.has(finding)) found.set(finding, shrink(input, finding));
  }
  return Array.from(found, ([finding, input]) => ({ finding, input }));
}
