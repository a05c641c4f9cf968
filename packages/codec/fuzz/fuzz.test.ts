import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { restored, type StoredInput, stored } from './fuzz-input.ts';
import { findingOf } from './invariants.ts';
import { inputOf, tryInputs } from './run-fuzz.ts';

const corpus = new URL('./corpus/', import.meta.url);

describe('the fuzzer', () => {
  test.each(readdirSync(corpus))('finds no fault with %s', (name) => {
    const input = JSON.parse(readFileSync(new URL(name, corpus), 'utf8')) as StoredInput;
    expect(findingOf(restored(input))).toBeUndefined();
  });

  test('finds no fault in the first inputs of a seed', () => {
    expect(tryInputs(20_261_122, 0, 10_000)).toEqual([]);
  }, 60_000);

  test('reproduces inputs and stores them completely', () => {
    const input = inputOf(1, 7);
    expect(inputOf(1, 7)).toEqual(input);
    expect(restored(stored(input, ''))).toEqual(input);
  });
});
