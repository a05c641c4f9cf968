import type { LookUp } from '@sdmp/dial';
import type { OutcomeColumn } from '@sdmp/outcomes/columns';
import { SinkError } from '../sink-error.ts';

/** Options of `postgresSink`. */
export interface PostgresOptions {
  /**
   * Address of the database, `postgres://user@host:5432/database`. Encrypted with `?sslmode=verify-full`, and
   * `&sslrootcert=FILE` for an authority of your own; `&sslcert=FILE&sslkey=FILE` for a client certificate.
   */
  readonly url?: string;
  /** A file with the address, instead of `url`; read again whenever a connection is made. */
  readonly urlFile?: string;
  /** A file with the password, so that the address holds none; read again whenever a connection is made. */
  readonly passwordFile?: string;
  /** Table to write to, with its schema if wanted: `reporting.outcomes`. Made when it is not there. Default `outcomes`. */
  readonly table?: string;
  /** Outcomes of one statement, at most. Default 5000. */
  readonly batch?: number;
  /** Columns beside those of every outcome; added to a table that is there already. Default: none. */
  readonly columns?: readonly OutcomeColumn[] | undefined;
  /** How long making a connection may take, milliseconds. Default 10,000. */
  readonly connectTimeoutMs?: number;
  /** How long a statement may take before it is given up and tried again, milliseconds. Default 60,000. */
  readonly statementTimeoutMs?: number;
  /** Gives the addresses of the database's host. Default: the system. Whichever of them answers first is used. */
  readonly lookUp?: LookUp;
}

/** A table's name, by its parts. */
export interface TableName {
  readonly schema: string | undefined;
  readonly table: string;
}

export interface PostgresSettings {
  readonly url: string | undefined;
  readonly urlFile: string | undefined;
  readonly passwordFile: string | undefined;
  readonly table: TableName;
  readonly batch: number;
  readonly columns: readonly OutcomeColumn[];
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly lookUp: LookUp | undefined;
}

const nameForm = /^(?:([A-Za-z_]\w{0,62})\.)?([A-Za-z_]\w{0,62})$/;

/** Reads `table` or `schema.table`; letters, digits and `_`, case kept. Throws `INVALID_ARGUMENT`. */
export function tableName(text: string): TableName {
  const [, schema, table] = nameForm.exec(text) ?? [];
  if (table !== undefined) return { schema, table };
  throw new SinkError('INVALID_ARGUMENT', 'table must be a name of letters, digits and _, such as reporting.outcomes');
}

function positive(name: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw new SinkError('INVALID_ARGUMENT', `${name} of a postgres sink must be a whole number above 0`);
}

/** Fills in the defaults. Throws `INVALID_ARGUMENT`. */
export function postgresSettings(options: PostgresOptions): PostgresSettings {
  const { url, urlFile, passwordFile } = options;
  if ((url === undefined) === (urlFile === undefined)) {
    throw new SinkError('INVALID_ARGUMENT', 'a postgres sink needs either url or urlFile');
  }
  return {
    url,
    urlFile,
    passwordFile,
    table: tableName(options.table ?? 'outcomes'),
    batch: positive('batch', options.batch ?? 5000),
    columns: options.columns ?? [],
    connectTimeoutMs: positive('connectTimeoutMs', options.connectTimeoutMs ?? 10_000),
    statementTimeoutMs: positive('statementTimeoutMs', options.statementTimeoutMs ?? 60_000),
    lookUp: options.lookUp,
  };
}
