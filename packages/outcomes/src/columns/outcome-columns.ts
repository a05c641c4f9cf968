import { outcomeData } from '@sdmp/protocol';
import type { OutcomeFields, OutcomeParameterName } from '../model/outcome-fields.ts';
import type { OutcomeValues } from '../model/outcome-values.ts';
import { type DerivedColumn, derivedColumns } from './derived-columns.ts';

/** An outcome with what a journal knows of it; undefined is not known. */
export interface OutcomeRow {
  readonly position: number | undefined;
  readonly id: string | undefined;
  /** Name of the upstream. */
  readonly source: string | undefined;
  readonly outcome: OutcomeValues;
  /** Values of the columns that an installation adds, by their names. */
  readonly cells?: Readonly<Record<string, CellValue>>;
}

/** A value of a column; undefined is absent. */
export type CellValue = string | number | boolean | undefined;

/**
 * What a column holds: `integer` of 32 bits or a little more, as the catalogue has them; `position` and `long` up to 2⁵³; `number`
 * with decimals, fifteen digits; `date` as ISO 8601; `time` in Unix milliseconds; `json` as JSON text.
 */
export type ColumnKind = 'text' | 'integer' | 'position' | 'long' | 'number' | 'boolean' | 'date' | 'time' | 'json';

/** One column of outcomes, wherever they are written in columns. */
export interface OutcomeColumn {
  /** As in a JSON outcome. */
  readonly name: string;
  /** In SQL. */
  readonly sqlName: string;
  readonly kind: ColumnKind;
  /** Whether every recorded outcome has it. */
  readonly isAlways: boolean;
  /** Whether outcomes are looked for by it. */
  readonly isSearched: boolean;
  /** Whether it follows from other columns. */
  readonly isDerived: boolean;
  /** Whether an outcome without parameters of `other` has no value. */
  readonly isOfOther: boolean;
  /** Whether it may hold personal data, which the owner of a table may remove later. */
  readonly isPersonal: boolean;
  /** For those who read the column. */
  readonly comment: string;
  /** Version of the SQL table that has it first. */
  readonly since: number;
  /** The parameter whose value it is, as it was sent; undefined when it is none. */
  readonly parameter: OutcomeParameterName | undefined;
  readonly read: (row: OutcomeRow) => CellValue;
}

type Given = Pick<OutcomeColumn, 'name' | 'kind' | 'comment' | 'read'> & Partial<OutcomeColumn>;

const usual = {
  isAlways: false,
  isSearched: false,
  isDerived: false,
  isOfOther: false,
  isPersonal: false,
  since: 1,
  parameter: undefined,
} as const;

/** Returns a column with what is usual filled in. */
export function column(given: Given): OutcomeColumn {
  const sqlName = given.name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return { ...usual, sqlName, ...given };
}

type Field = Exclude<keyof OutcomeFields, 'dontDial'>;

const integers: ReadonlySet<string> = new Set(
  outcomeData.parameters.filter(({ kind }) => kind === 'integer').map(({ name }) => name),
);

/** Returns the column of a parameter. */
function field(name: Field, comment: string, more: Partial<OutcomeColumn> = {}): OutcomeColumn {
  const kind = integers.has(name) ? 'integer' : 'text';
  return column({ name, kind, comment, parameter: name, read: ({ outcome }) => outcome[name], ...more });
}

const personal = { isPersonal: true } as const;

const derived: readonly OutcomeColumn[] = derivedColumns.map((each: DerivedColumn) =>
  column({ ...each, isDerived: true, read: ({ outcome }) => each.read(outcome) }),
);

/** Returns derived columns by their names. */
function derivedNamed(...names: readonly string[]): readonly OutcomeColumn[] {
  return derived.filter(({ name }) => names.includes(name));
}

const firstColumns: readonly OutcomeColumn[] = [
  column({
    name: 'position',
    kind: 'position',
    isAlways: true,
    isSearched: true,
    comment: 'Place in the journal: outcomes of one journal were recorded in this order',
    read: ({ position }) => position,
  }),
  column({
    name: 'id',
    kind: 'text',
    isAlways: true,
    comment: 'Stable id, <journal>-<position>',
    read: ({ id }) => id,
  }),
  column({ name: 'source', kind: 'text', comment: 'Name of the upstream', read: ({ source }) => source }),
  column({
    name: 'time',
    sqlName: 'recorded_at',
    kind: 'time',
    isAlways: true,
    isSearched: true,
    comment: 'When the outcome was recorded',
    read: ({ outcome }) => outcome.time,
  }),
  field('tenantDescriptor', 'TD', { isSearched: true }),
  field('campaignName', 'CN', { isSearched: true }),
  field('sessionIdentifier', 'SI, the call'),
  field('telephoneNumber', 'TN as on the wire', personal),
  field('agentIdentifier', 'AN, null when no agent took part', personal),
  field('agentAlternativeIdentifier', 'AG, another identifier of the agent', personal),
  field('reason', 'RE, the result of the switch'),
  ...derivedNamed('reasonName'),
  field('agentOutcome', 'AO, the result of the agent'),
  field('rawCause', 'IR, the raw network cause'),
  ...derivedNamed('dontDial', 'success'),
  field('data', 'DT, line-of-business data as on the wire; data::jsonb where it is JSON', personal),
  column({
    name: 'other',
    kind: 'json',
    isPersonal: true,
    comment: 'Parameters without a column and repeats: [[code, value], …]',
    read: ({ outcome: { other } }) => (other.length === 0 ? undefined : JSON.stringify(other)),
  }),
];

/**
 * The columns of outcomes, in order: what is written in columns (CSV, Parquet, a table of PostgreSQL) has exactly these. A new
 * column goes to the end, because readers of CSV count.
 */
export const outcomeColumns: readonly OutcomeColumn[] = [
  ...firstColumns,
  ...derived.filter((each) => !firstColumns.includes(each)),
];
