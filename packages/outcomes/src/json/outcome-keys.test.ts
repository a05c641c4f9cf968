import { expect, test } from 'vitest';
import { outcomeKeys } from './outcome-keys.ts';
import { outcomeSchema } from './outcome-schema.ts';

test('the schema of a JSON outcome takes these keys and no other', () => {
  const refused = (key: string): boolean =>
    outcomeSchema
      .safeParse({ [key]: Symbol('no value') })
      .error?.issues.some(({ code }) => code === 'unrecognized_keys') ?? false;
  expect(outcomeKeys.filter(refused)).toEqual([]);
  expect(refused('transactionIdentifier')).toBe(true);
});
