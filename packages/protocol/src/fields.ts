import type { CompiledMessage, WireFields } from './compiled-message.ts';
import type { MessageDefinition, ParameterDefinition, ValueKind } from './define-message.ts';
import { serviceErrors } from './errors.ts';
import type { Problem } from './problem.ts';
import { SdmpError } from './sdmp-error.ts';
import { separator } from './transport.ts';

type FieldValue<Kind extends ValueKind> = Kind extends 'flag'
  ? boolean
  : Kind extends 'integer' | 'count' | 'decimal' | 'double'
    ? number
    : string;

type Parameter<Definition extends MessageDefinition> = Definition['parameters'][number];
type Mandatory<Definition extends MessageDefinition> = Extract<Parameter<Definition>, { mandatory: true }>;

/** The fields of a message under their long names: numbers and flags as such, everything else as text. */
export type Fields<Definition extends MessageDefinition> = {
  readonly [P in Mandatory<Definition> as P['name']]: FieldValue<P['kind']>;
} & {
  readonly [P in Exclude<Parameter<Definition>, Mandatory<Definition>> as P['name']]?:
    | FieldValue<P['kind']>
    | undefined;
};

/** A message with a wrong or missing field, or one the release does not know. */
export class InvalidMessageError extends SdmpError {
  override readonly name = 'InvalidMessageError';
  readonly problems: readonly Problem[];

  constructor(message: string, problems: readonly Problem[]) {
    super('INVALID_ARGUMENT', message);
    this.problems = problems;
  }
}

const decimals: Partial<Record<ValueKind, number>> = { double: 6, decimal: 2 };

function writeValue(parameter: ParameterDefinition, value: string | number): string {
  const places = decimals[parameter.kind];
  return typeof value === 'number' && places !== undefined ? value.toFixed(places) : String(value);
}

const frameEnds = ['\0', '\r', '\n'];

/** Such a value would end its segment or its frame early. Data and quoted text may hold the separator. */
function breaksTheFrame(parameter: ParameterDefinition, value: string): boolean {
  if (frameEnds.some((end) => value.includes(end))) return true;
  return parameter.kind !== 'data' && parameter.kind !== 'quoted' && value.includes(separator);
}

/**
 * Named fields to wire fields, in catalogue order. A flag that is false, and a member that is undefined, is left out.
 * Throws `InvalidMessageError` for a field that the message or the release does not know, and for a value that breaks a
 * rule or would break the frame.
 */
export function writeFields<Definition extends MessageDefinition>(
  message: CompiledMessage & { readonly definition: MessageDefinition },
  fields: Fields<Definition>,
): string[] {
  const given = new Map<string, unknown>(Object.entries(fields));
  const wire: string[] = [];
  for (const parameter of message.definition.parameters) {
    const value = given.get(parameter.name);
    given.delete(parameter.name);
    if (value === undefined || value === false) continue;
    const text = value === true ? '' : writeValue(parameter, value as string | number);
    if (breaksTheFrame(parameter, text)) {
      const problem: Problem = {
        rule: 'characters',
        code: parameter.code,
        name: parameter.name,
        message: `${parameter.code} (${parameter.name}) must not hold a backslash, CR, LF or NUL`,
      };
      throw new InvalidMessageError(problem.message, [problem]);
    }
    wire.push(parameter.code, text);
  }
  for (const name of given.keys()) {
    const problem: Problem = {
      rule: 'unknownParameter',
      name,
      message: `${message.definition.code} has no field ${name}`,
    };
    throw new InvalidMessageError(problem.message, [problem]);
  }
  const problems = message.check(wire);
  if (problems.length > 0)
    throw new InvalidMessageError(problems.map((problem) => problem.message).join('; '), problems);
  return wire;
}

const readers: Partial<Record<ValueKind, (value: string) => boolean | number>> = {
  flag: () => true,
  integer: Number,
  count: Number,
  decimal: Number,
  double: Number,
};

export interface ReadFields<Definition extends MessageDefinition> {
  /** What could be read; a value that broke a rule is left out, of a repeated parameter the first counts. */
  readonly fields: Partial<Fields<Definition>>;
  readonly problems: readonly Problem[];
}

/** Wire fields to named fields. Never throws: what is wrong is listed. */
export function readFields<Definition extends MessageDefinition>(
  message: CompiledMessage,
  wire: WireFields,
): ReadFields<Definition> {
  const problems = message.check(wire);
  const broken = new Set(problems.filter(({ rule }) => rule !== 'repeatedParameter').map(({ code }) => code));
  const named: Record<string, boolean | number | string> = {};
  const byCode = new Map(message.definition.parameters.map((parameter) => [parameter.code, parameter]));
  for (let at = 0; at < wire.length; at += 2) {
    const parameter = byCode.get(wire[at] ?? '');
    if (parameter === undefined || broken.has(parameter.code) || Object.hasOwn(named, parameter.name)) continue;
    const value = wire[at + 1] ?? '';
    if (value === '' && parameter.kind !== 'flag' && parameter.kind !== 'data') continue;
    named[parameter.name] = readers[parameter.kind]?.(value) ?? value;
  }
  return { fields: named as Partial<Fields<Definition>>, problems };
}

/** EC for a problem of a request. */
export function errorCodeOf(problem: Problem): number {
  return serviceErrors[problem.rule].code;
}
