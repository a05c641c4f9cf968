import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { readSeenHistory, type SeenHistory } from '@sdmp/journal';
import { SinkError } from '../sink-error.ts';
import type {
  DeadLetter,
  DeadLetterChoice,
  DeadLetterGroup,
  DeadLetterPage,
  PauseReason,
  SinkState,
} from './sink-state.ts';

const defaultPage = 100;
const largestPage = 1000;
/** Groups that are told; further ones are in the list of all. */
const mostGroups = 100;

const pauseReasons: readonly PauseReason[] = ['requested', 'dead-letter-limit'];

function letterOf(row: Record<string, SQLOutputValue>): DeadLetter {
  return {
    sink: String(row['sink']),
    journal: String(row['journal']),
    position: Number(row['position']),
    reason: String(row['reason']),
    cause: String(row['cause']),
    ...(row['answer'] === null ? {} : { answer: String(row['answer']) }),
    attempts: Number(row['attempts']),
    at: Number(row['at']),
  };
}

/** The state in SQLite. Changes are rare and small, so they are made in the calling thread. */
export class SqliteSinkState implements SinkState {
  readonly maxDeadLetters: number;
  readonly #database: DatabaseSync;
  readonly #file: string;
  /** Read for every status, so counted once. */
  readonly #counts: Map<string, number>;
  #isClosed = false;

  constructor(database: DatabaseSync, file: string, maxDeadLetters: number) {
    this.#database = database;
    this.#file = file;
    this.maxDeadLetters = maxDeadLetters;
    const rows = database.prepare('SELECT sink, count(*) AS letters FROM dead_letter GROUP BY sink').all();
    this.#counts = new Map(rows.map((row) => [String(row['sink']), Number(row['letters'])]));
  }

  pausedBecause(sink: string): PauseReason | undefined {
    return this.#do(() => {
      const because = this.#database.prepare('SELECT because FROM pause WHERE sink = ?').get(sink)?.['because'];
      return because === undefined ? undefined : (pauseReasons.find((reason) => reason === because) ?? 'requested');
    });
  }

  setPaused(sink: string, because: PauseReason | undefined): void {
    this.#do(() => {
      if (because === undefined) this.#database.prepare('DELETE FROM pause WHERE sink = ?').run(sink);
      else this.#database.prepare('INSERT OR REPLACE INTO pause (sink, because) VALUES (?, ?)').run(sink, because);
    });
  }

  addDeadLetters(letters: readonly DeadLetter[]): boolean {
    if (letters.length === 0) return true;
    return this.#do(() => {
      const insert = this.#database.prepare(
        `INSERT INTO dead_letter (sink, position, reason, attempts, at, journal, cause, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET reason = excluded.reason, at = excluded.at, journal = excluded.journal,
           cause = excluded.cause, answer = excluded.answer,
           attempts = excluded.attempts + iif(journal = excluded.journal, attempts, 0)`,
      );
      const count = this.#database.prepare('SELECT count(*) AS letters FROM dead_letter WHERE sink = ?');
      const sinks = [...new Set(letters.map(({ sink }) => sink))];
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        for (const { sink, position, reason, attempts, at, journal, cause, answer = null } of letters)
          insert.run(sink, position, reason, attempts, at, journal, cause, answer);
        const counts = sinks.map((sink) => [sink, Number(count.get(sink)?.['letters'])] as const);
        const doFit = counts.every(([, letterCount]) => letterCount <= this.maxDeadLetters);
        this.#database.exec(doFit ? 'COMMIT' : 'ROLLBACK');
        if (doFit) for (const [sink, letterCount] of counts) this.#counts.set(sink, letterCount);
        return doFit;
      } catch (error) {
        rollBack(this.#database);
        throw error;
      }
    });
  }

  countDeadLetters(sink: string): number {
    return this.#counts.get(sink) ?? 0;
  }

  deadLetters(sink: string, { from = 0, limit = defaultPage, cause }: DeadLetterPage = {}): readonly DeadLetter[] {
    const most = Math.min(Math.max(1, limit), largestPage);
    return this.#do(() =>
      this.#database
        .prepare(
          'SELECT * FROM dead_letter WHERE sink = ? AND position >= ? AND (? IS NULL OR cause = ?) ORDER BY position LIMIT ?',
        )
        .all(sink, from, cause ?? null, cause ?? null, most)
        .map(letterOf),
    );
  }

  deadLetterGroups(sink: string): readonly DeadLetterGroup[] {
    return this.#do(() =>
      this.#database
        .prepare(
          `SELECT cause, count(*) AS letters, min(at) AS oldest, max(at) AS newest FROM dead_letter WHERE sink = ?
           GROUP BY cause ORDER BY letters DESC, cause LIMIT ?`,
        )
        .all(sink, mostGroups)
        .map((row) => ({
          cause: String(row['cause']),
          letters: Number(row['letters']),
          oldestAt: Number(row['oldest']),
          newestAt: Number(row['newest']),
        })),
    );
  }

  deadLetter(sink: string, position: number): DeadLetter | undefined {
    return this.deadLetters(sink, { from: position, limit: 1 }).find((letter) => letter.position === position);
  }

  seenHistory(sink: string): SeenHistory | undefined {
    return this.#do(() => {
      const history = this.#database.prepare('SELECT history FROM seen WHERE sink = ?').get(sink)?.['history'];
      return history === undefined ? undefined : readSeenHistory(String(history));
    });
  }

  setSeenHistory(sink: string, seen: SeenHistory): void {
    this.#do(() => {
      this.#database
        .prepare('INSERT OR REPLACE INTO seen (sink, history) VALUES (?, ?)')
        .run(sink, JSON.stringify(seen));
    });
  }

  removeDeadLetters(sink: string, chosen: DeadLetterChoice): number {
    const removed = this.#do(() => {
      if (chosen === 'all') {
        return Number(this.#database.prepare('DELETE FROM dead_letter WHERE sink = ?').run(sink).changes);
      }
      if ('cause' in chosen) {
        const remove = this.#database.prepare('DELETE FROM dead_letter WHERE sink = ? AND cause = ?');
        return Number(remove.run(sink, chosen.cause).changes);
      }
      const remove = this.#database.prepare(
        'DELETE FROM dead_letter WHERE sink = ? AND position IN (SELECT value FROM json_each(?))',
      );
      return Number(remove.run(sink, JSON.stringify(chosen)).changes);
    });
    this.#counts.set(sink, this.countDeadLetters(sink) - removed);
    return removed;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#database.close();
  }

  #do<T>(work: () => T): T {
    if (this.#isClosed) throw new SinkError('CLOSED', `${this.#file} is closed: open the state of the sinks again`);
    try {
      return work();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `${this.#file} cannot be used (${reason}): make room or repair the disk; it is tried again`;
      throw new SinkError('SINK_STATE', message, { cause, retryable: true });
    }
  }
}

/** Ends a transaction that failed. SQLite may have ended it by itself, as on a full disk, and Node 22.13 does not say so. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // No transaction is open any more.
  }
}
