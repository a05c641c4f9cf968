import type { CompiledMessage, WireFields } from './compiled-message.ts';
import type { MessageDefinition } from './define-message.ts';
import { type Fields, InvalidMessageError, readFields, writeFields } from './fields.ts';
import type { Problem } from './problem.ts';
import { type MessageAddress, type Release, release } from './release.ts';

type NamesOf<Definition extends MessageDefinition, Code> = Extract<
  Definition['parameters'][number],
  { code: Code }
>['name'];

/** Requires one of the fields to be present; that its value is not false is checked at run time. */
type OneOf<All, Names> = Names extends keyof All
  ? { readonly [Name in Names]-?: Exclude<All[Name], undefined> }
  : never;

type MeetsRule<Definition extends MessageDefinition, Rule> = Rule extends { readonly codes: readonly (infer Code)[] }
  ? OneOf<Fields<Definition>, NamesOf<Definition, Code>>
  : unknown;

type MeetsRules<Definition extends MessageDefinition> = MessageDefinition extends Definition
  ? unknown
  : Definition extends { readonly rules: readonly [infer Rule] }
    ? MeetsRule<Definition, Rule>
    : unknown;

/** Fields to build a message from: `Fields`, with at least one of those that a rule requires. */
export type FieldsToBuild<Definition extends MessageDefinition> = Fields<Definition> & MeetsRules<Definition>;

/** A message for the codec, in the form of SDMP 2. */
export interface BuiltMessage<Definition extends MessageDefinition> {
  readonly service: Definition['service'];
  readonly interface: Definition['interface'];
  readonly code: Definition['code'];
  readonly fields: WireFields;
}

/** A received message under long names, or its problems with the fields that are valid. */
export type Parsed<Definition extends MessageDefinition> =
  | { readonly isValid: true; readonly fields: Fields<Definition>; readonly problems: readonly [] }
  | {
      readonly isValid: false;
      readonly fields: Partial<Fields<Definition>>;
      readonly problems: readonly [Problem, ...Problem[]];
    };

/** A message decoded by the codec. Service and interface are null in SDMP 1. */
export type ReadMessage = MessageAddress & { readonly fields: WireFields };

/** Converts a message of a release between wire fields and named fields. */
export interface TypedMessage<Definition extends MessageDefinition> {
  readonly definition: Definition;
  /**
   * Builds a message for the codec from named fields. A missing, unknown or wrongly typed field is a compile error; a value
   * that breaks a rule throws `InvalidMessageError`, whose problems name rule and parameter.
   */
  readonly build: (fields: FieldsToBuild<Definition>) => BuiltMessage<Definition>;
  /** Parses a received message to named fields. Never throws: each problem names rule, parameter and value. */
  readonly parse: (message: ReadMessage) => Parsed<Definition>;
}

/**
 * Returns the typed form of a message: `typedMessage(enumerateOutcomes).build({ … })`. Default: the newest known release.
 * Throws `InvalidMessageError` if the release does not have the message.
 */
export function typedMessage<Definition extends MessageDefinition>(
  definition: Definition,
  asOf: Release = release(),
): TypedMessage<Definition> {
  const compiled = asOf.message(definition);
  if (compiled === undefined) throw notInRelease(definition, asOf);
  const { service, interface: layer, code } = definition;
  return {
    definition,
    build: (fields) => ({ service, interface: layer, code, fields: writeFields<Definition>(compiled, fields) }),
    parse: (message) => parse(compiled, message),
  };
}

function notInRelease({ code, name, since = '' }: MessageDefinition, asOf: Release): InvalidMessageError {
  const message = `${code} (${name}) was added in ${since}; this is ${asOf.name}`;
  return new InvalidMessageError(message, [{ rule: 'notInRelease', message }]);
}

function parse<Definition extends MessageDefinition>(
  compiled: CompiledMessage,
  message: ReadMessage,
): Parsed<Definition> {
  const { definition } = compiled;
  if (!isThat(definition, message)) return { isValid: false, fields: {}, problems: [anotherMessage(definition)] };
  const read = readFields<Definition>(compiled, message.fields);
  const [first, ...rest] = [...read.problems, ...forgivenButMissing(compiled, read.fields, read.problems)];
  if (first !== undefined) return { isValid: false, fields: read.fields, problems: [first, ...rest] };
  return { isValid: true, fields: read.fields as Fields<Definition>, problems: [] };
}

function isThat({ service, interface: layer, code, aliases = [] }: MessageDefinition, message: ReadMessage): boolean {
  if (message.service !== null && message.service !== service) return false;
  if (message.interface !== null && message.interface !== layer) return false;
  return message.code === code || aliases.includes(message.code);
}

function anotherMessage({ service, interface: layer, code, name }: MessageDefinition): Problem {
  return { rule: 'unknownMessage', message: `the message is not ${service}:${layer}:${code} (${name})` };
}

/** Returns problems of mandatory parameters with empty values, which are accepted on the wire but yield no field. */
function forgivenButMissing(
  compiled: CompiledMessage,
  fields: object,
  problems: readonly Problem[],
): readonly Problem[] {
  const isTold = (name: string): boolean => problems.some((problem) => problem.name === name);
  return compiled.definition.parameters
    .filter(({ mandatory, code }) => mandatory && compiled.codes.has(code))
    .filter(({ name }) => !Object.hasOwn(fields, name) && !isTold(name))
    .map(({ code, name }) => ({
      rule: 'missingParameter',
      code,
      name,
      value: '',
      message: `${code} (${name}) has no value`,
    }));
}
