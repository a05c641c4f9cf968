import type { OutcomeValues } from '../model/outcome-values.ts';

/** What follows from the parameters of an outcome, and stands behind them in JSON. */
export interface DerivedColumn {
  readonly name: string;
  readonly kind: 'text' | 'integer' | 'boolean';
  /** Whether every outcome has it. */
  readonly isAlways?: boolean;
  readonly comment: string;
  /** Version of the SQL table that has it first. Default 1. */
  readonly since?: number;
  readonly read: (outcome: OutcomeValues) => string | number | boolean | undefined;
}

/**
 * The derived columns. A new one goes to the end: CSV, Parquet, the table of PostgreSQL, JSON and what JSON may be handed in
 * with follow from its row.
 */
export const derivedColumns = [
  {
    name: 'reasonName',
    kind: 'text',
    comment: 'What the catalogue calls the reason',
    read: ({ reasonName }) => reasonName,
  },
  {
    name: 'dontDial',
    kind: 'boolean',
    isAlways: true,
    comment: 'The agent declined the preview call',
    read: ({ dontDial }) => dontDial,
  },
  {
    name: 'success',
    kind: 'boolean',
    isAlways: true,
    comment: 'What the rule of success said',
    read: ({ success }) => success,
  },
] as const satisfies readonly DerivedColumn[];

interface KindValues {
  readonly text: string;
  readonly integer: number;
  readonly boolean: boolean;
}

type Derived = (typeof derivedColumns)[number];
type AlwaysThere = Extract<Derived, { readonly isAlways: true }>;

/** The derived columns as members of a JSON outcome. */
export type DerivedValues = {
  readonly [Column in AlwaysThere as Column['name']]: KindValues[Column['kind']];
} & {
  readonly [Column in Exclude<Derived, AlwaysThere> as Column['name']]?: KindValues[Column['kind']];
};
