/** How sure a fact is: stated by the documentation, seen only in an example, or concluded from sister messages. */
export type Certainty = 'documented' | 'example' | 'inferred';

export type Direction = 'toDialer' | 'fromDialer';

/**
 * What a value may be.
 * - `string`: `min` to `max` characters
 * - `name`: a string without the characters that user-defined names may not hold
 * - `tenant`: a string of letters, digits and `_`
 * - `integer`: a whole number from `min` to `max`
 * - `count`: documented as a string, holds a whole number from `min` to `max`
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
  /** First release that knows it; absent: every release. */
  readonly since?: string;
  /** Absent: documented. */
  readonly certainty?: Certainty;
  /** Where documentation contradicts itself about it, a sentence each. */
  readonly contradictions?: readonly string[];
  readonly summary: string;
}

/** What messages share of a parameter whose summary differs from message to message. */
export type ParameterShape = Omit<ParameterDefinition, 'summary'>;

/** Which message from the dialer answers a request, on the same service and interface. */
export interface AnswerDefinition {
  readonly code: string;
  /** Absent: documented. */
  readonly certainty?: Certainty;
}

/** A rule across parameters. */
export interface AtLeastOneRule {
  readonly rule: 'atLeastOne';
  readonly codes: readonly string[];
}

/** What SDMP knows of one message. Everything else about messages is derived from these. */
export interface MessageDefinition {
  readonly code: string;
  /** Other codes that a reader takes for this message. */
  readonly aliases?: readonly string[];
  /** The documented name in PascalCase. */
  readonly name: string;
  readonly service: string;
  readonly interface: string;
  readonly direction: Direction;
  readonly since?: string;
  /** Whether every parameter is documented, some are missing or concluded, or only the name is known. */
  readonly completeness: 'complete' | 'partial' | 'namedOnly';
  readonly summary: string;
  readonly notes?: string;
  /** A documented example, as on the wire without its terminator. */
  readonly example?: string;
  /** Path of the documentation page. */
  readonly source: string;
  /** Where documentation contradicts itself about the message, a sentence each. */
  readonly contradictions?: readonly string[];
  /** What follows a request besides MV or ER: its data, or the result it asks for. */
  readonly answeredBy?: AnswerDefinition;
  readonly parameters: readonly ParameterDefinition[];
  readonly rules?: readonly AtLeastOneRule[];
}

/** Keeps the literal types of a definition, from which the types of its fields are derived. */
export function defineMessage<const Definition extends MessageDefinition>(definition: Definition): Definition {
  return definition;
}

/** The wire code of a parameter by its long name; a name the message does not have is a compile error. */
export function codeOf<Definition extends MessageDefinition>(
  definition: Definition,
  name: Definition['parameters'][number]['name'],
): string {
  const parameter = definition.parameters.find((candidate) => candidate.name === name);
  if (parameter === undefined) throw new RangeError(`${definition.name} has no parameter ${name}`);
  return parameter.code;
}
