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
