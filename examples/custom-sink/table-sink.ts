import { DatabaseSync } from 'node:sqlite';
import { type Refused, type Sink, SinkError, type SinkOutcome } from '@sdmp/sinks';

/**
 * Writes outcomes to a table of SQLite. A sink holds no queue and makes no attempts of its own: the runner does both. What it
 * owes is in the comments below, and `sinkSuite` checks it.
 */
export class TableSink implements Sink {
  readonly kind = 'table';
  readonly preferredOutcomes = 500;
  readonly #file: string;
  #database: DatabaseSync | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  async open(): Promise<void> {
    try {
      const database = new DatabaseSync(this.#file);
      database.exec('create table if not exists outcomes (id text primary key, json text not null)');
      this.#database = database;
    } catch (cause) {
      // Retryable: the disk may come back. What never gets better is not, and stops the sink.
      throw new SinkError('SINK_UNAVAILABLE', 'the table cannot be opened', { retryable: true, cause });
    }
  }

  async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): Promise<readonly Refused[]> {
    const database = this.#database;
    if (database === undefined) throw new SinkError('CLOSED', 'The table sink is not open: open it before delivering');
    // The runner is stopping: nothing more is written.
    signal.throwIfAborted();
    // The same batch may come again after a crash: the id makes it harmless.
    const insert = database.prepare('insert or ignore into outcomes values (?, ?)');
    database.exec('begin immediate');
    try {
      for (const { id, outcome } of batch) insert.run(id, JSON.stringify(outcome));
      database.exec('commit');
    } catch (cause) {
      if (database.isTransaction) database.exec('rollback');
      // The message holds nothing of the outcomes: it goes into logs.
      throw new SinkError('SINK_UNAVAILABLE', 'the table cannot be written', { retryable: true, cause });
    }
    // Outcomes that the receiver will never take would be named here, with a reason; they become dead letters.
    return [];
  }

  async close(): Promise<void> {
    this.#database?.close();
    this.#database = undefined;
  }
}
