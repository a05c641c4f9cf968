/** Source of a fact: stated by the documentation, seen only in an example, or inferred from similar messages. */
export type Certainty = 'documented' | 'example' | 'inferred';

/** Who sends a message: the application (`toDialer`) or the dialer (`fromDialer`). */
export type Direction = 'toDialer' | 'fromDialer';

/**
 * Type of a value.
 * - `string`: `min` to `max` characters
 * - `name`: a string without the characters that user-defined names may not hold
 * - `tenant`: a string of letters, digits and `_`
 * - `integer`: an integer from `min` to `max`
 * - `count`: documented as a string, but holds an integer from `min` to `max`
 * - `decimal`: a number from `min` to `max`, two decimals
 * - `double`: a number of `min` to `max` characters; timestamps are OLE Automation dates with six decimals
 * - `flag`: no value; its presence means true
 * - `data`: line-of-business data, which may itself hold separators
 * - `quoted`: text between double quotes, which may itself hold separators
 */
export type ValueKind =
  | 'string'
  | 'name'
  | 'tenant'
  | 'integer'
  | 'count'
  | 'decimal'
  | 'double'
  | 'flag'
  | 'data'
  | 'quoted';

export interface ParameterDefinition {
  /** Two characters, as on the wire. */
  readonly code: string;
  /** The documented name in camelCase. */
  readonly name: string;
  readonly kind: ValueKind;
  readonly min?: number;
  readonly max?: number;
  readonly mandatory?: true;
  /** First release with the parameter; absent: every release. */
  readonly since?: string;
  /** Absent: documented. */
  readonly certainty?: Certainty;
  /** Contradictions in the documentation of the parameter, a sentence each. */
  readonly contradictions?: readonly string[];
  readonly summary: string;
}

/** The shared part of a parameter whose summary differs between messages. */
export type ParameterShape = Omit<ParameterDefinition, 'summary'>;

/** The message with which the dialer answers a request, on the same service and interface. */
export interface AnswerDefinition {
  readonly code: string;
  /** Absent: documented. */
  readonly certainty?: Certainty;
}

/** Requires at least one of several parameters. */
export interface AtLeastOneRule {
  readonly rule: 'atLeastOne';
  readonly codes: readonly string[];
}

/** Definition of a message, from which everything else about it is derived. */
export interface MessageDefinition {
  readonly code: string;
  /** Other codes that a reader accepts for this message. */
  readonly aliases?: readonly string[];
  /** The documented name in PascalCase. */
  readonly name: string;
  readonly service: string;
  readonly interface: string;
  readonly direction: Direction;
  readonly since?: string;
  /** Whether all parameters are documented, some are missing or inferred, or only the name is known. */
  readonly completeness: 'complete' | 'partial' | 'namedOnly';
  readonly summary: string;
  readonly notes?: string;
  /** A documented example, as on the wire without the terminator. */
  readonly example?: string;
  /** Path of the documentation page. */
  readonly source: string;
  /** Contradictions in the documentation of the message, a sentence each. */
  readonly contradictions?: readonly string[];
  /** Answer to a request besides MV or ER: its data or result. */
  readonly answeredBy?: AnswerDefinition;
  readonly parameters: readonly ParameterDefinition[];
  readonly rules?: readonly AtLeastOneRule[];
}

/** Returns the definition with its literal types, from which the types of its fields are derived. */
export function defineMessage<const Definition extends MessageDefinition>(definition: Definition): Definition {
  return definition;
}

/** Returns the wire code of a parameter by its long name. An unknown name is a compile error. */
export function codeOf<Definition extends MessageDefinition>(
  definition: Definition,
  name: Definition['parameters'][number]['name'],
): string {
  const parameter = definition.parameters.find((candidate) => candidate.name === name);
  if (parameter === undefined) throw new RangeError(`${definition.name} has no parameter ${name}`);
  return parameter.code;
}
