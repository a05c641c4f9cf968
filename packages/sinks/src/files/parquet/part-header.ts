import { type OutcomeColumn, outcomeColumns } from '@sdmp/outcomes/columns';

/** What a file of Parquet needs to know of a column. */
export type StoredColumn = Pick<OutcomeColumn, 'name' | 'kind' | 'isAlways' | 'isSearched'>;

/** Returns the first line of the lines that a file of Parquet is made of: its columns, so that other settings do not change what is begun. */
export function partHeader(columns: readonly StoredColumn[]): string {
  const stored = columns.map(({ name, kind, isAlways, isSearched }) => ({ name, kind, isAlways, isSearched }));
  return `${JSON.stringify(stored)}\n`;
}

/** Returns the columns of a first line; without one, those of every outcome. */
export function columnsOfHeader(header: string | undefined): readonly StoredColumn[] {
  return header === undefined ? outcomeColumns : (JSON.parse(header) as readonly StoredColumn[]);
}
