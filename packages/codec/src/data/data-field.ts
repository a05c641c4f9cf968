/**
 * Why data was not read, or cannot be written. Stable, for programs:
 * `malformed` the text violates the syntax of its framing; `layout` the syntax is valid, but not the layout of data;
 * `size` it is too long; `inexpressible` the framing cannot express it.
 */
export type DataRule = 'malformed' | 'layout' | 'size' | 'inexpressible';

/** A problem of line-of-business data. */
export interface DataProblem {
  readonly rule: DataRule;
  /** Name of the field, if the problem concerns one. */
  readonly field?: string;
  /** One-line description. Never contains a value, because data may be personal. */
  readonly message: string;
}

/** Kind of a field's JSON value; `nested` is an object or array, stored as JSON text. */
export type JsonKind = 'text' | 'number' | 'boolean' | 'null' | 'nested';

/** A column of line-of-business data. Properties of one framing are kept for writing in that framing. */
export interface DataField {
  /** Name of the column, as on the wire. */
  readonly name: string;
  /** Text as on the wire without the framing's escapes. Empty: no value. */
  readonly value: string;
  /** XML: the attribute `m`, whose meaning is not documented publicly. Written as false if absent. */
  readonly m?: boolean;
  /** Legacy: the flag between the tildes, whose meaning is not documented publicly. Written as N if absent. */
  readonly flag?: LegacyFlag;
  /** JSON: the kind of the value. Written as text if absent; a null has an empty `value`. */
  readonly json?: JsonKind;
}

/** Flag of a column in the legacy framing: `NAME~N~VALUE|` or `NAME~Y~VALUE|`. What it means is not documented publicly. */
export type LegacyFlag = 'N' | 'Y';
