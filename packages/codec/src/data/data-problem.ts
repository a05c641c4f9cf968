/**
 * Why data was not read, or cannot be written. Stable, for programs:
 * `malformed` the text breaks the rules of its framing; `layout` it keeps them and is not laid out as data;
 * `size` it is too long; `inexpressible` the framing has no way to write it.
 */
export type DataRule = 'malformed' | 'layout' | 'size' | 'inexpressible';

/** One thing that is wrong with line-of-business data. */
export interface DataProblem {
  readonly rule: DataRule;
  /** Name of the field, where one is at fault. */
  readonly field?: string;
  /** One line for people. Never repeats a value: data are personal. */
  readonly message: string;
}
