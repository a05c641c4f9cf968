import type { OutcomeValues } from '../model/outcome-values.ts';

/** What follows from the parameters of an outcome, and stands behind them in JSON. */
export interface DerivedColumn {
  readonly name: string;
  /** `time`: Unix milliseconds, in JSON and text ISO 8601. */
  readonly kind: 'text' | 'integer' | 'boolean' | 'time';
  /** Whether every outcome has it. */
  readonly isAlways?: boolean;
  /** Whether it follows from parameters without a long name alone, so that an outcome without those has no value. */
  readonly isOfOther?: boolean;
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
  {
    name: 'revision',
    kind: 'integer',
    isOfOther: true,
    comment: 'Absent for the outcome of a call, 2 for its first correction',
    since: 3,
    read: ({ corrected }) => corrected?.revision,
  },
  {
    name: 'correctedTime',
    kind: 'time',
    isOfOther: true,
    comment: 'Of a correction: when the outcome of the call was recorded first',
    since: 3,
    read: ({ corrected }) => corrected?.time,
  },
  {
    name: 'correctedReason',
    kind: 'integer',
    isOfOther: true,
    comment: 'Of a correction: the reason before it',
    since: 3,
    read: ({ corrected }) => corrected?.reason,
  },
  {
    name: 'correctedAgentOutcome',
    kind: 'integer',
    isOfOther: true,
    comment: 'Of a correction: the agent outcome before it',
    since: 3,
    read: ({ corrected }) => corrected?.agentOutcome,
  },
] as const satisfies readonly DerivedColumn[];

interface KindValues {
  readonly text: string;
  readonly integer: number;
  readonly boolean: boolean;
  readonly time: string;
}

/** Returns the value of a derived column as JSON has it: a time as ISO 8601, UTC, milliseconds. */
export function derivedValue(
  { kind, read }: DerivedColumn,
  outcome: OutcomeValues,
): string | number | boolean | undefined {
  const value = read(outcome);
  return kind === 'time' && typeof value === 'number' ? new Date(value).toISOString() : value;
}

type Derived = (typeof derivedColumns)[number];
type AlwaysThere = Extract<Derived, { readonly isAlways: true }>;

/** The derived columns as members of a JSON outcome. */
export type DerivedValues = {
  readonly [Column in AlwaysThere as Column['name']]: KindValues[Column['kind']];
} & {
  readonly [Column in Exclude<Derived, AlwaysThere> as Column['name']]?: KindValues[Column['kind']];
};
