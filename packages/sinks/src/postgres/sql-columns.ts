import { type ColumnKind, type OutcomeColumn, outcomeColumns } from '@sdmp/outcomes/columns';
import type { SinkOutcome } from '../sink.ts';

/** A type of the table, and the type on the way there where that is another one, with what makes one of the other. */
interface SqlType {
  readonly type: string;
  readonly sent?: { readonly type: string; readonly convert: (value: string) => string };
}

const sqlTypes: Readonly<Record<ColumnKind, SqlType>> = {
  text: { type: 'text' },
  integer: { type: 'integer' },
  position: { type: 'bigint' },
  long: { type: 'bigint' },
  number: { type: 'numeric' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  time: { type: 'timestamptz', sent: { type: 'float8', convert: (value) => `to_timestamp(${value} / 1000)` } },
  json: { type: 'jsonb' },
};

export interface SqlColumn extends SqlType {
  readonly name: string;
  readonly isRequired: boolean;
  readonly comment: string;
  /** Version of the table that has it first. */
  readonly since: number;
  /**
   * How a row that is there already is compared: `exact`, or `unlessNull` where the owner of the table may have removed the
   * value, or the row may be older than the column. Absent where it follows from the others, or from the settings of the sink.
   */
  readonly compared?: 'exact' | 'unlessNull';
  readonly value: (each: SinkOutcome) => string | number | boolean | null;
}

/** Returns a column of outcomes as the table has it. */
export function sqlColumn({
  name,
  sqlName,
  kind,
  isAlways,
  isDerived,
  isPersonal,
  comment,
  since,
  read,
}: OutcomeColumn): SqlColumn {
  return {
    name: sqlName,
    ...sqlTypes[kind],
    isRequired: isAlways,
    comment: isPersonal ? `Personal data. ${comment}` : comment,
    since,
    ...(isDerived || name === 'id' ? {} : { compared: isPersonal || since > 1 ? 'unlessNull' : 'exact' }),
    value: (each) => read(each) ?? null,
  };
}

/** The columns of outcomes as the table has them. */
export const sqlColumns: readonly SqlColumn[] = outcomeColumns.map(sqlColumn);

/**
 * Returns the columns of a table with added ones behind. Where there are any, data go through a schema, which may be another one when an
 * outcome comes again: they are not compared.
 */
export function sqlColumnsWith(added: readonly OutcomeColumn[]): readonly SqlColumn[] {
  if (added.length === 0) return sqlColumns;
  const base = sqlColumns.map(
    ({ compared, ...column }): SqlColumn =>
      compared === undefined || shapedColumns.has(column.name) ? column : { ...column, compared },
  );
  return [...base, ...added.map(sqlColumn)];
}

/** What differs where data go through a schema. */
const shapedColumns: ReadonlySet<string> = new Set(['data', 'other']);

const integerColumns = outcomeColumns.filter(({ kind }) => kind === 'integer');
const largestInteger = 2 ** 31 - 1;

/** Why PostgreSQL could not hold an outcome, known before it is asked; undefined when nothing speaks against it. */
export function unfitFor(each: SinkOutcome, holdsNul: (each: SinkOutcome) => boolean): string | undefined {
  if (holdsNul(each)) return 'holds a NUL character, which PostgreSQL cannot store';
  const tooLarge = integerColumns.find(({ read }) => Number(read(each) ?? 0) > largestInteger);
  return tooLarge === undefined ? undefined : `${tooLarge.name} is larger than an integer of PostgreSQL`;
}
