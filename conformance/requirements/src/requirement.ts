/**
 * Source of a statement: `D` documented by the vendor, `E` seen only in a documented example, `C` our choice, because the
 * documentation is silent.
 */
export type Basis = 'D' | 'E' | 'C';

export interface Requirement {
  readonly basis: Basis;
  readonly statement: string;
}
