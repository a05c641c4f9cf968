import fc from 'fast-check';
import type { CompiledMessage } from './compiled-message.ts';
import type { MessageDefinition, ParameterDefinition } from './define-message.ts';
import type { Fields } from './fields.ts';
import { forbiddenInNames, largestWholeNumber } from './value-rules.ts';

/** Options of the generators of valid messages. */
export interface ArbitraryOptions {
  /** Generates a character of a text value. Default: printable ASCII without the separator and some letters of Windows-1252. */
  readonly character?: fc.Arbitrary<string>;
}

const printable = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));
const usable = [...printable.filter((character) => character !== '\\'), 'é', 'ß', '€', '™', 'ÿ'];
const wordCharacters = printable.filter((character) => /\w/.test(character));

/**
 * Generates a character of Unicode, ASCII and the basic plane more often than their share, and no half of a surrogate pair. For
 * `fc.string({ unit: anyCharacter })`: fast-check's own unit `binary` takes 2.5 s of processor time to set up.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(fc.nat(0x7f), fc.nat(0xffff), fc.nat(0x10_ffff))
  .map((point) => String.fromCodePoint(point))
  .filter((character) => character.isWellFormed());

/** Maximum length of generated texts; limits of 128,000 characters have their own tests. */
const longestText = 200;

function texts({ min = 0, max = longestText }: ParameterDefinition, unit: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.string({ unit, minLength: min, maxLength: Math.max(min, Math.min(max, longestText)) });
}

function values(parameter: ParameterDefinition, character: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const { kind, min = 0, max = largestWholeNumber } = parameter;
  switch (kind) {
    case 'flag':
      return fc.boolean();
    case 'integer':
    case 'count':
      return fc.integer({ min, max });
    case 'decimal':
      return fc
        .integer({ min: Math.ceil(min * 100), max: Math.floor(max * 100) })
        .map((hundredths) => hundredths / 100);
    case 'double':
      return fc.integer({ min: 0, max: 99_999_999_999 }).map((millionths) => millionths / 1e6);
    case 'tenant':
      return texts(parameter, fc.constantFrom(...wordCharacters));
    case 'name':
      return texts(
        parameter,
        character.filter((drawn) => !forbiddenInNames.includes(drawn)),
      );
    default:
      return texts(parameter, character);
  }
}

/**
 * Returns an arbitrary of valid fields of a message in its release, for property tests with fast-check. `writeFields` accepts
 * them, and `readFields` returns them except for false flags.
 */
export function arbitraryFields<Definition extends MessageDefinition>(
  message: CompiledMessage,
  options: ArbitraryOptions = {},
): fc.Arbitrary<Fields<Definition>> {
  const { character = fc.constantFrom(...usable) } = options;
  const { parameters, rules = [] } = message.definition;
  const known = parameters.filter(({ code }) => message.codes.has(code));
  const members = Object.fromEntries(known.map((parameter) => [parameter.name, values(parameter, character)]));
  const requiredKeys = known.filter(({ mandatory }) => mandatory).map(({ name }) => name);
  const needed = rules.map(({ codes }) => known.filter(({ code }) => codes.includes(code)).map(({ name }) => name));
  return fc
    .record(members, { requiredKeys, noNullPrototype: true })
    .filter((fields) =>
      needed.every((names) => names.some((name) => fields[name] === true)),
    ) as fc.Arbitrary<unknown> as fc.Arbitrary<Fields<Definition>>;
}
