/** What kind of JSON value stands behind a field's text; `nested` is an object or an array, kept as its JSON text. */
export type JsonKind = 'text' | 'number' | 'boolean' | 'null' | 'nested';

/** One column of line-of-business data. What only one framing knows is kept for writing in that framing again. */
export interface DataField {
  /** Name of the column, as on the wire. */
  readonly name: string;
  /** Its text, as on the wire and without the framing's escapes. Empty: no value. */
  readonly value: string;
  /** XML: the attribute `m`, whose meaning is not documented publicly. Written as false where it is absent. */
  readonly m?: boolean;
  /** Legacy: the flag between the tildes, whose meaning is not documented publicly. Written as N where it is absent. */
  readonly flag?: LegacyFlag;
  /** JSON: the kind of the value. Written as text where it is absent; a null has an empty `value`. */
  readonly json?: JsonKind;
}

export type LegacyFlag = 'N' | 'Y';
