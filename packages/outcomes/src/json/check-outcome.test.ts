import { derivedColumns } from '../columns/derived-columns.ts';
import { outcomeData } from '@sdmp/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcomeFaults } from './check-outcome.ts';
import { isIsoTime } from './iso-time.ts';
import { outcomeKeys } from './outcome-keys.ts';
import { outcomeSchema } from './outcome-schema.ts';

const pair = fc.oneof(
  fc.tuple(fc.string(), fc.string()),
  fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }),
);
const anyValue = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, undefined, -0, 2 ** 53, -(2 ** 53), '2026-11-22T09:00:00Z', '2026-11-22T09:00Z', '2026-11-22'),
  fc.array(pair, { maxLength: 3 }),
  fc.dictionary(fc.string(), fc.integer(), { maxKeys: 2 }),
);

test('the check without zod takes the outcomes that the schema takes, and no other', () => {
  const key = fc.oneof(
    fc.constantFrom(...outcomeKeys),
    fc.constantFrom('transactionIdentifier', 'nothing', '__proto__'),
  );
  const members = fc.array(fc.tuple(key, anyValue), { maxLength: 3 });
  fc.assert(
    fc.property(members, (given) => {
      // Parsed from a text, as it comes in, so that `__proto__` is a key like any other.
      const outcome = JSON.parse(
        `{${given.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? 'null'}`).join()}}`,
      ) as object;
      expect(outcomeFaults(outcome).length === 0, JSON.stringify(outcome)).toBe(
        outcomeSchema.safeParse(outcome).success,
      );
    }),
    { numRuns: 5000 },
  );
});

test('each member alone: the check agrees with the schema on values of every kind', () => {
  const values = [
    '',
    'a',
    '2026-11-22T09:00:00Z',
    0,
    1.5,
    -1,
    2 ** 53,
    true,
    null,
    [],
    [['ZZ', 'a']],
    [['ZZ']],
    [[1, 'a']],
    {},
  ];
  for (const name of outcomeKeys) {
    for (const value of values) {
      expect([name, value, outcomeFaults({ [name]: value }).length === 0]).toEqual([
        name,
        value,
        outcomeSchema.safeParse({ [name]: value }).success,
      ]);
    }
  }
  expect(outcomeKeys.length).toBe(new Set(outcomeKeys).size);
  expect(outcomeKeys.length).toBeGreaterThan(outcomeData.parameters.length + derivedColumns.length - 2);
});

const digits = (least: number, most: number) => fc.integer({ min: least, max: most });
const nearlyTime = fc
  .tuple(digits(0, 9999), digits(0, 13), digits(0, 32), digits(0, 24), digits(0, 60), digits(0, 60))
  .chain(([year, month, day, hour, minute, second]) => {
    const two = (part: number) => String(part).padStart(2, '0');
    const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
    return fc
      .tuple(
        fc.constantFrom('T', 'T', 'T', ' ', 't'),
        fc.constantFrom('', `:${two(second)}`, `:${two(second)}.5`, `:${two(second)}.123456`, `:${two(second)}.`),
        fc.constantFrom('Z', 'Z', 'z', '', '+01:00', '-23:59', '+24:00', '+0100', '+01', ' Z'),
      )
      .map(([letter, seconds, zone]) => `${date}${letter}${two(hour)}:${two(minute)}${seconds}${zone}`);
  });

test.each([
  '2024-02-29T00:00:00Z',
  '2026-02-29T00:00:00Z',
  '2000-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '0000-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-12-31T23:59:60Z',
  '2026-11-22T09:00:00Z\n',
])('the schema and the check agree on the time %j', (time) => {
  expect(isIsoTime(time)).toBe(outcomeSchema.safeParse({ time }).success);
});

test('a time is one for the check when it is one for the schema', () => {
  fc.assert(
    fc.property(nearlyTime, (time) => {
      expect(isIsoTime(time), time).toBe(outcomeSchema.safeParse({ time }).success);
    }),
    { numRuns: 5000 },
  );
});
