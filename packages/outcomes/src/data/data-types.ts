/** Name under which outcomes whose data break the schema of a service are dead letters; no sink may have it beside one. */
export const dataCheckName = 'data-schema';

/** Every type that a column of line-of-business data may have. */
export const dataColumnTypes = ['text', 'integer', 'number', 'boolean', 'date', 'dateTime'] as const;
/** Type of a column of line-of-business data. */
export type DataColumnType = (typeof dataColumnTypes)[number];

/** A column that is taken out of line-of-business data. */
export interface DataColumn {
  /** Name of the field in the data; case does not matter. */
  readonly from: string;
  /** Name of the column. */
  readonly name: string;
  readonly type: DataColumnType;
  /** How a date or time is written, such as `DD/MM/YYYY HH:mm`; `ole`: days since 1899-12-30. Default: ISO 8601. */
  readonly format?: string | undefined;
  /** Zone of times that do not name theirs. Default `UTC`. */
  readonly zone?: string | undefined;
  /** Data without it break the schema. */
  readonly required: boolean;
  /** `all`: nothing of the value is shown. `end`: its last four characters are. */
  readonly mask: 'all' | 'end' | 'none';
}

/** What line-of-business data must look like. */
export interface DataSchema {
  readonly columns: readonly DataColumn[];
  /** Whether a field that no column takes breaks the schema. */
  readonly refusesOthers: boolean;
}

/** The value of one column of line-of-business data; a date is ISO 8601, a time too, in UTC. */
export type DataCell = string | number | boolean | undefined;
