import { Buffer } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import { type CursorChange, cursorId } from '../engine/cursor-changes.ts';
import { JournalError } from '../journal-error.ts';
import type { Cursor, CursorKey } from '../journal.ts';
import { isObject, parse, toCursor } from './cursor-json.ts';
import { isFinal, isOutOfTurn, pause } from './nats-failure.ts';
import type { StateTable, TableEntry } from './state-table.ts';

const PREFIX = 'cursor.';

/** A cursor as the bucket has it. */
export interface TableCursor {
  readonly cursor: Cursor;
  /** Last message of the log that this process knew of: changes in the log up to there are older. */
  readonly at: number;
  readonly revision: number;
}

export function cursorTableKey(key: CursorKey): string {
  return PREFIX + Buffer.from(cursorId(key)).toString('base64url');
}

/** The cursors of a bucket. */
export class CursorTable {
  readonly #table: StateTable;
  readonly #closed: AbortSignal;
  /** The revision that this process read or wrote last, by key. */
  readonly #known = new Map<string, number>();

  constructor(table: StateTable, closed: AbortSignal) {
    this.#table = table;
    this.#closed = closed;
  }

  /** All of them; from now on a change by another process hinders `write`. */
  all(): readonly TableCursor[] {
    const all: TableCursor[] = [];
    for (const key of this.#table.keys(PREFIX)) {
      const found = readEntry(this.#table.get(key));
      if (found === undefined) continue;
      this.#known.set(key, found.revision);
      all.push(found);
    }
    return all;
  }

  /**
   * Saves or removes a cursor unless another process has changed it since this one read or wrote it: then rejects with
   * `JOURNAL_CURSOR_TAKEN`.
   */
  async write(change: CursorChange, at: number): Promise<void> {
    const key = cursorTableKey(change.kind === 'save' ? change.cursor : change.key);
    const known = this.#known.get(key);
    if (known === undefined) return this.#overwrite(key, change, at);
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#replace(key, change, at, known);
      } catch (error) {
        this.#closed.throwIfAborted();
        if (isFinal(error) && !isOutOfTurn(error)) throw error;
        if (isOutOfTurn(error)) {
          await this.#table.catchUp();
          const found = this.#table.get(key);
          // An earlier attempt may have been carried out without an answer.
          if (attempt > 0 && isWritten(change, found)) return this.#remember(key, found?.revision);
          if ((found?.revision ?? 0) !== known) throw taken(change);
        }
        await pause(attempt, this.#closed);
      }
    }
  }

  /** Writes a change that stands in the log at `sequence`, unless what is there is as new. */
  async fold(change: CursorChange, sequence: number): Promise<void> {
    const key = cursorTableKey(change.kind === 'save' ? change.cursor : change.key);
    for (let attempt = 0; ; attempt++) {
      const entry = this.#table.get(key);
      const found = readEntry(entry);
      if (found !== undefined && found.at >= sequence) return;
      if (found === undefined && change.kind === 'remove') return;
      try {
        if (change.kind === 'remove') await this.#table.remove(key, entry?.revision);
        else await this.#table.replace(key, valueOf(change.cursor, sequence), entry?.revision ?? 0);
        this.#known.delete(key);
        return;
      } catch (error) {
        this.#closed.throwIfAborted();
        if (isFinal(error) && !isOutOfTurn(error)) throw error;
        await pause(attempt, this.#closed);
        await this.#table.catchUp();
      }
    }
  }

  async #replace(key: string, change: CursorChange, at: number, known: number): Promise<void> {
    if (change.kind === 'save') {
      this.#remember(key, await this.#table.replace(key, valueOf(change.cursor, at), known));
    } else {
      await this.#table.remove(key, known);
      this.#remember(key, undefined);
    }
  }

  async #overwrite(key: string, change: CursorChange, at: number): Promise<void> {
    if (change.kind === 'save') this.#remember(key, await this.#table.put(key, valueOf(change.cursor, at)));
    else await this.#table.remove(key);
  }

  #remember(key: string, revision: number | undefined): void {
    if (revision === undefined) this.#known.delete(key);
    else this.#known.set(key, revision);
  }
}

function valueOf(cursor: Cursor, at: number): string {
  return JSON.stringify({ cursor, at });
}

function readEntry(entry: TableEntry | undefined): TableCursor | undefined {
  if (entry === undefined) return undefined;
  const value = parse(entry.value);
  if (!isObject(value)) return undefined;
  const { cursor, at } = value;
  return { cursor: toCursor(cursor), at: typeof at === 'number' ? at : 0, revision: entry.revision };
}

function isWritten(change: CursorChange, entry: TableEntry | undefined): boolean {
  if (change.kind === 'remove') return entry === undefined;
  return isDeepStrictEqual(readEntry(entry)?.cursor, change.cursor);
}

function taken(change: CursorChange): JournalError {
  const { tenant, name } = change.kind === 'save' ? change.cursor : change.key;
  return new JournalError(
    'JOURNAL_CURSOR_TAKEN',
    `Cursor ${JSON.stringify(name)} of tenant ${JSON.stringify(tenant)} was changed by another process: load it again.`,
  );
}
