import { anyCharacter } from '@sdmp/protocol/arbitrary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonElements, jsonMembers, jsonStart } from './json-members.ts';

const blanks = fc.stringMatching(/^[ \t\r\n]{0,2}$/);
const numbers = fc.constantFrom('0', '-0', '1.0', '1e999', '12345678901234567890', '-1.50E-7');
const strings = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 5 }).map((text) => JSON.stringify(text)),
  fc.constantFrom(String.raw`"\u0041\\"`, String.raw`"\\\""`, String.raw`"\ud83d"`, '"]},{["'),
);
const scalars = fc.oneof(numbers, strings, fc.constantFrom('true', 'null'));
const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalars, tie('array'), tie('object')),
  array: fc
    .tuple(blanks, fc.array(tie('value'), { maxLength: 3 }))
    .map(([blank, all]) => `[${blank}${all.join(`${blank},`)}]`),
  object: fc
    .tuple(blanks, fc.array(fc.tuple(strings, tie('value')), { maxLength: 3 }))
    .map(
      ([blank, all]) => `{${all.map(([name, value]) => `${name}${blank}:${blank}${String(value)}${blank}`).join(',')}}`,
    ),
}));
const texts = values.map(String);

test('members and elements are the texts they were made of', () => {
  fc.assert(
    fc.property(blanks, fc.array(fc.tuple(strings, texts), { maxLength: 4 }), (blank, all) => {
      const object = `${blank}{${all.map(([name, value]) => `${blank}${name}${blank}:${blank}${value}${blank}`).join(',')}}${blank}`;
      const members = jsonMembers(object, jsonStart(object));
      expect(members.map(({ name, start, end }) => [name, object.slice(start, end)])).toEqual(
        all.map(([name, value]) => [JSON.parse(name), value]),
      );
      const array = `${blank}[${all.map(([, value]) => `${blank}${value}${blank}`).join(',')}]`;
      const elements = jsonElements(array, jsonStart(array));
      expect(elements.map(({ start, end }) => array.slice(start, end))).toEqual(all.map(([, value]) => value));
    }),
    { numRuns: 3000 },
  );
});
