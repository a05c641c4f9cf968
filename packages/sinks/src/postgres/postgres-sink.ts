import { nulFinder } from '../lines/nul-finder.ts';
import type { Refused, Sink, SinkOutcome } from '../sink.ts';
import { closedSink } from '../sink-error.ts';
import { Connection, databaseUrl, shownAddress } from './connection.ts';
import { prepareAddedColumns } from './added-columns.ts';
import { columnList, otherOutcomeHeld, otherRowsSql } from './held-rows.ts';
import { type SqlColumn, sqlColumn, sqlColumnsWith, unfitFor } from './sql-columns.ts';
import { prepareTable } from './outcome-table.ts';
import { type PostgresOptions, type PostgresSettings, postgresSettings, type TableName } from './postgres-options.ts';
import { isWithoutRight, sqlFailure } from './sql-failure.ts';
import { holdsCorrections, isCorrection, isNewest, removeOlderSql } from './revisions.ts';
import { copyRevisionsSql, copyRows, copySql, insertFrom, otherStagedRows, prepareStaging } from './staging.ts';

/**
 * Writes outcomes into a table of PostgreSQL, which it makes and brings up to date. One transaction a batch; an outcome that
 * is there already stays as it is; one whose id is there with other contents is refused.
 *
 * @throws SinkError `INVALID_ARGUMENT`
 */
export function postgresSink(options: PostgresOptions): Sink {
  return new PostgresSink(postgresSettings(options));
}

/** Returns rows as they are sent by a role that may not make temporary tables: arrays, a column each, become rows. */
function sentRows(columns: readonly SqlColumn[]): string {
  const arrays = columns.map(({ type, sent }, index) => `$${index + 1}::${sent?.type ?? type}[]`);
  return `unnest(${arrays.join(', ')}) AS given (${columnList(columns)})`;
}

function insertSql(name: TableName, columns: readonly SqlColumn[]): string {
  return `${insertFrom(name, sentRows(columns), columns)} ON CONFLICT (id) DO NOTHING`;
}

/** The same where there are corrections: of each call the newest revision stays. */
function insertRevisionsSql(name: TableName, columns: readonly SqlColumn[]): readonly string[] {
  const rows = sentRows(columns);
  const insert = `${insertFrom(name, `(SELECT * FROM ${rows}) AS sent`, columns)} WHERE ${isNewest(name)} ON CONFLICT (id) DO NOTHING`;
  return [insert, ...removeOlderSql(name, rows)];
}

/** With it off, a crash of the server would lose what was delivered. */
const insistOnCommit =
  "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

class PostgresSink implements Sink {
  readonly kind = 'postgres';
  readonly preferredOutcomes: number;
  readonly #settings: PostgresSettings;
  readonly #columns: readonly SqlColumn[];
  readonly #insert: string;
  readonly #copy: string;
  #canCopy = false;
  /** Whether the table holds corrections, or is about to: writing costs a little more then. */
  #hasRevisions = false;
  #notice: ((line: string) => void) | undefined;
  #connection: Connection | undefined;
  #where = 'the database';
  #isOpen = false;

  constructor(settings: PostgresSettings) {
    this.#settings = settings;
    this.#columns = sqlColumnsWith(settings.columns);
    this.#insert = insertSql(settings.table, this.#columns);
    this.#copy = copySql(settings.table, this.#columns);
    this.preferredOutcomes = settings.batch;
  }

  async open(signal: AbortSignal, notice?: (line: string) => void): Promise<void> {
    this.#notice = notice;
    await this.#connect(signal);
    this.#isOpen = true;
  }

  async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): Promise<readonly Refused[]> {
    if (!this.#isOpen) throw closedSink(this.kind);
    signal.throwIfAborted();
    const refused: Refused[] = [];
    const fit: SinkOutcome[] = [];
    const holdsNul = nulFinder();
    for (const each of batch) {
      const reason = unfitFor(each, holdsNul);
      if (reason === undefined) fit.push(each);
      else refused.push({ position: each.position, reason });
    }
    for (let at = 0; at < fit.length; at += this.#settings.batch) {
      const others = await this.#write(fit.slice(at, at + this.#settings.batch), signal);
      refused.push(...others.map((position) => ({ position, reason: otherOutcomeHeld })));
    }
    return refused;
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.close();
  }

  /** Returns the positions of those whose ids are there with other contents. Only looks for them when an id was there. */
  async #write(outcomes: readonly SinkOutcome[], signal: AbortSignal): Promise<readonly number[]> {
    const connection = await this.#connect(signal);
    const { table } = this.#settings;
    const columns = this.#columns;
    this.#hasRevisions ||= outcomes.some(isCorrection);
    try {
      if (this.#canCopy) {
        const rows = copyRows(outcomes, columns);
        const text = this.#hasRevisions ? copyRevisionsSql(table, columns) : this.#copy;
        const inserted = await connection.copy(text, rows, signal);
        if (inserted === outcomes.length) return [];
        return await this.#compared(() => otherStagedRows(connection, table, columns, rows, signal));
      }
      const values = columns.map(({ value }) => outcomes.map(value));
      const rowCount = await this.#insertRows(connection, values, signal);
      if (rowCount === outcomes.length) return [];
      return await this.#compared(async () => {
        const { rows } = await connection.query(otherRowsSql(table, sentRows(columns), columns), values, signal);
        return rows.map(({ position }) => Number(position));
      });
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      throw sqlFailure(cause, this.#where);
    }
  }

  /** Returns how many rows were new. */
  async #insertRows(connection: Connection, values: unknown[], signal: AbortSignal): Promise<number | null> {
    if (!this.#hasRevisions) return (await connection.query(this.#insert, values, signal)).rowCount;
    const [insert = '', ...removals] = insertRevisionsSql(this.#settings.table, this.#columns);
    await connection.query('BEGIN', [], signal);
    try {
      const { rowCount } = await connection.query(insert, values, signal);
      for (const removal of removals) await connection.query(removal, values, signal);
      await connection.query('COMMIT', [], signal);
      return rowCount;
    } catch (error) {
      // A connection that died has ended its transaction by that.
      await connection.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** A role that may not read the table cannot compare: that is said, once for each opening. */
  async #compared(compare: () => Promise<readonly number[]>): Promise<readonly number[]> {
    try {
      return await compare();
    } catch (error) {
      if (!isWithoutRight(error)) throw error;
      const notice = this.#notice;
      this.#notice = undefined;
      notice?.('outcomes whose ids are in the table are not compared with it: grant the role SELECT on the table');
      return [];
    }
  }

  /** The connection there is, or another one; the table is looked at each time one is made. */
  async #connect(signal: AbortSignal): Promise<Connection> {
    if (this.#connection?.isAlive === true) return this.#connection;
    this.#connection?.destroy();
    this.#connection = undefined;
    const url = await databaseUrl(this.#settings);
    this.#where = shownAddress(url);
    let connection: Connection | undefined;
    try {
      connection = await Connection.open(url, this.#settings, signal);
      await connection.query(insistOnCommit, [], signal);
      await prepareTable(connection, this.#settings.table);
      await prepareAddedColumns(connection, this.#settings.table, this.#settings.columns.map(sqlColumn));
      this.#canCopy = await prepareStaging(connection, this.#columns);
      this.#hasRevisions = await holdsCorrections(connection, this.#settings.table);
    } catch (cause) {
      connection?.destroy();
      if (signal.aborted) throw signal.reason;
      throw sqlFailure(cause, this.#where);
    }
    this.#connection = connection;
    return connection;
  }
}
