import type { CompiledMessage, WireFields } from './compiled-message.ts';
import type { MessageDefinition, ParameterDefinition, ValueKind } from './define-message.ts';
import { serviceErrors } from './errors.ts';
import type { Problem } from './problem.ts';
import { SdmpError } from './sdmp-error.ts';
import { describeValue, valueRule } from './value-rules.ts';
import { breaksTheFrame, wireText } from './wire-text.ts';

type FieldValue<Kind extends ValueKind> = Kind extends 'flag'
  ? boolean
  : Kind extends 'integer' | 'count' | 'decimal' | 'double'
    ? number
    : string;

type Parameter<Definition extends MessageDefinition> = Definition['parameters'][number];
/** Excludes parameters added later than their message: they are mandatory only in some releases, which types cannot express. */
type MandatoryIn<Definition extends MessageDefinition, P> = P extends { mandatory: true }
  ? P extends { since: infer Since }
    ? Definition extends { since: Since }
      ? P
      : never
    : P
  : never;
type Mandatory<Definition extends MessageDefinition> = MandatoryIn<Definition, Parameter<Definition>>;

/**
 * The fields of a message under their long names: numbers and flags as such, everything else as text. Fields are required if
 * they are mandatory in every release that has the message.
 */
export type Fields<Definition extends MessageDefinition> = {
  readonly [P in Mandatory<Definition> as P['name']]: FieldValue<P['kind']>;
} & {
  readonly [P in Exclude<Parameter<Definition>, Mandatory<Definition>> as P['name']]?:
    | FieldValue<P['kind']>
    | undefined;
};

/** A message has an invalid or missing field, or the release does not have it. */
export class InvalidMessageError extends SdmpError {
  override readonly name = 'InvalidMessageError';
  readonly problems: readonly Problem[];

  constructor(message: string, problems: readonly Problem[]) {
    super('INVALID_ARGUMENT', message);
    this.problems = problems;
  }
}

function invalid(problem: Problem): InvalidMessageError {
  return new InvalidMessageError(problem.message, [problem]);
}

function written(parameter: ParameterDefinition, value: unknown): string {
  const { code, name } = parameter;
  const text = wireText(parameter, value);
  if (text === undefined) {
    const rule = parameter.kind === 'flag' ? 'flagWithValue' : 'notANumber';
    const message = `${code} (${name}) must be ${describeValue(parameter)}, not a ${typeof value}`;
    throw invalid({ rule, code, name, message });
  }
  if (breaksTheFrame(parameter, text)) {
    const what =
      parameter.kind === 'data' || parameter.kind === 'quoted' ? 'CR, LF or NUL' : 'a backslash, CR, LF or NUL';
    throw invalid({ rule: 'characters', code, name, message: `${code} (${name}) must not contain ${what}` });
  }
  return text;
}

/**
 * Converts named fields to wire fields in catalogue order, without false flags and undefined members. Throws
 * `InvalidMessageError` for a field that the message or the release does not have, and for a value that breaks a rule or the
 * frame.
 */
export function writeFields<Definition extends MessageDefinition>(
  message: CompiledMessage,
  fields: Fields<Definition>,
): string[] {
  const given = new Map<string, unknown>(Object.entries(fields));
  const wire: string[] = [];
  for (const parameter of message.definition.parameters) {
    const value = given.get(parameter.name);
    given.delete(parameter.name);
    const isLeftOut = value === false && parameter.kind === 'flag' && message.codes.has(parameter.code);
    if (value !== undefined && !isLeftOut) wire.push(parameter.code, written(parameter, value));
  }
  for (const name of given.keys()) {
    throw invalid({ rule: 'unknownParameter', name, message: `${message.definition.code} has no field ${name}` });
  }
  const problems = message.check(wire, 'write');
  if (problems.length === 0) return wire;
  throw new InvalidMessageError(problems.map((problem) => problem.message).join('; '), problems);
}

const readers: Partial<Record<ValueKind, (value: string) => boolean | number>> = {
  flag: () => true,
  integer: Number,
  count: Number,
  decimal: Number,
  // Accepts the trailing dot that a documented example has after its timestamp.
  double: Number.parseFloat,
};

/** Result of `readFields`: the valid fields by their long names, and what is wrong with the others. */
export interface ReadFields<Definition extends MessageDefinition> {
  /** Valid fields; of a repeated parameter the first. */
  readonly fields: Partial<Fields<Definition>>;
  /** What is wrong with the message. Empty when it is valid. */
  readonly problems: readonly Problem[];
}

/** Converts wire fields to named fields. Never throws: problems are listed. */
export function readFields<Definition extends MessageDefinition>(
  message: CompiledMessage,
  wire: WireFields,
): ReadFields<Definition> {
  const named: Record<string, boolean | number | string> = {};
  for (let at = 0; at < wire.length; at += 2) {
    const code = wire[at] ?? '';
    const value = wire[at + 1] ?? '';
    const parameter = message.parameter(code);
    if (parameter === undefined || Object.hasOwn(named, parameter.name)) continue;
    if (message.checkValue(code, value) !== undefined || isNothing(parameter, value)) continue;
    named[parameter.name] = readers[parameter.kind]?.(value) ?? value;
  }
  return { fields: named as Partial<Fields<Definition>>, problems: message.check(wire) };
}

/** Returns whether a value is empty without being valid data; a reader ignores it. */
function isNothing(parameter: ParameterDefinition, value: string): boolean {
  return value === '' && parameter.kind !== 'data' && valueRule(parameter)(value) !== undefined;
}

/** Returns the EC for a problem of a request. */
export function errorCodeOf(problem: Problem): number {
  return serviceErrors[problem.rule].code;
}
