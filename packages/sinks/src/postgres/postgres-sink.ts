import { nulFinder } from '../lines/nul-finder.ts';
import type { Refused, Sink, SinkOutcome } from '../sink.ts';
import { closedSink } from '../sink-error.ts';
import { Connection, databaseUrl, shownAddress } from './connection.ts';
import { outcomeColumns, unfitFor } from './outcome-columns.ts';
import { prepareTable, quoted } from './outcome-table.ts';
import { type PostgresOptions, type PostgresSettings, postgresSettings, type TableName } from './postgres-options.ts';
import { sqlFailure } from './sql-failure.ts';
import { copyRows, copySql, prepareStaging } from './staging.ts';

/**
 * Writes outcomes into a table of PostgreSQL, which it makes and brings up to date. One transaction a batch; an outcome that
 * is there already stays as it is.
 *
 * @throws SinkError `INVALID_ARGUMENT`
 */
export function postgresSink(options: PostgresOptions): Sink {
  return new PostgresSink(postgresSettings(options));
}

/** For a role that may not make temporary tables: arrays, a column each, become rows; ids that are there change nothing. */
function insertSql(name: TableName): string {
  const columns = outcomeColumns.map(({ name: column }) => `"${column}"`).join(', ');
  const values = outcomeColumns
    .map(({ name: column, sent }) => sent?.convert(`"${column}"`) ?? `"${column}"`)
    .join(', ');
  const sent = outcomeColumns.map(({ type, sent: way }, index) => `$${index + 1}::${way?.type ?? type}[]`).join(', ');
  return `INSERT INTO ${quoted(name)} (${columns}) SELECT ${values} FROM unnest(${sent}) AS sent (${columns}) ON CONFLICT (id) DO NOTHING`;
}

/** Whoever turned it off would lose what a crash of the server takes. */
const insistOnCommit =
  "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

class PostgresSink implements Sink {
  readonly kind = 'postgres';
  readonly preferredOutcomes: number;
  readonly #settings: PostgresSettings;
  readonly #insert: string;
  readonly #copy: string;
  #canCopy = false;
  #connection: Connection | undefined;
  #where = 'the database';
  #isOpen = false;

  constructor(settings: PostgresSettings) {
    this.#settings = settings;
    this.#insert = insertSql(settings.table);
    this.#copy = copySql(settings.table);
    this.preferredOutcomes = settings.batch;
  }

  async open(signal: AbortSignal): Promise<void> {
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
      await this.#write(fit.slice(at, at + this.#settings.batch), signal);
    }
    return refused;
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.close();
  }

  async #write(outcomes: readonly SinkOutcome[], signal: AbortSignal): Promise<void> {
    const connection = await this.#connect(signal);
    try {
      if (this.#canCopy) {
        await connection.copy(this.#copy, copyRows(outcomes), signal);
      } else {
        const values = outcomeColumns.map(({ value }) => outcomes.map(value));
        await connection.query(this.#insert, values, signal);
      }
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      throw sqlFailure(cause, this.#where);
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
      this.#canCopy = await prepareStaging(connection);
    } catch (cause) {
      connection?.destroy();
      if (signal.aborted) throw signal.reason;
      throw sqlFailure(cause, this.#where);
    }
    this.#connection = connection;
    return connection;
  }
}
