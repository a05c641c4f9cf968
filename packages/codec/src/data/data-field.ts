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

export type LegacyFlag = 'N' | 'Y';
