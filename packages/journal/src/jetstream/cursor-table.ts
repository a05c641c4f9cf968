import { Buffer } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import { type CursorChange, cursorId } from '../engine/cursor-changes.ts';
import { JournalError } from '../journal-error.ts';
import { isOwnPosition } from '../reader/cursor-names.ts';
import type { Cursor, CursorKey } from '../journal.ts';
import { isObject, parse, toCursor } from './cursor-json.ts';
import { isFinal, isOutOfTurn, pause, unreachable } from './nats-failure.ts';
import type { StateTable, TableChange, TableEntry } from './state-table.ts';

const keyPrefix = 'cursor.';
/** Who saves is told after this, milliseconds, that nobody answers. */
const giveUpAfterMs = 15_000;

/** A cursor as the bucket has it. */
export interface TableCursor {
  readonly cursor: Cursor;
  /** Last message of the log that this process knew of: changes in the log up to there are older. */
  readonly at: number;
  readonly revision: number;
}

export function cursorTableKey(key: CursorKey): string {
  return keyPrefix + Buffer.from(cursorId(key)).toString('base64url');
}

/** The cursors of a bucket. */
export class CursorTable {
  readonly #table: StateTable;
  readonly #closed: AbortSignal;
  /** The revision that this process read or wrote last, by key. */
  readonly #known = new Map<string, number>();
  /** What was written without an answer: it may be there, or come there. */
  readonly #unanswered = new Map<string, CursorChange>();

  constructor(table: StateTable, closed: AbortSignal) {
    this.#table = table;
    this.#closed = closed;
  }

  /** All of them; from now on a change by another process hinders `write`. */
  all(): readonly TableCursor[] {
    const all: TableCursor[] = [];
    for (const key of this.#table.keys(keyPrefix)) {
      const found = readEntry(this.#table.get(key));
      if (found === undefined) continue;
      this.#known.set(key, found.revision);
      all.push(found);
    }
    return all;
  }

  /**
   * Saves or removes a cursor unless another process has changed it since this one read or wrote it: then rejects with
   * `JOURNAL_CURSOR_TAKEN`. Rejects with `JOURNAL_UNREACHABLE` when nobody answers; it may be written all the same.
   */
  async write(change: CursorChange, at: number): Promise<void> {
    const key = cursorTableKey(change.kind === 'save' ? change.cursor : change.key);
    const giveUpAt = performance.now() + giveUpAfterMs;
    for (let attempt = 0; ; attempt++) {
      const known = this.#known.get(key);
      const previous = this.#unanswered.get(key);
      this.#unanswered.set(key, change);
      try {
        await (known === undefined ? this.#overwrite(key, change, at) : this.#replace(key, change, at, known));
        this.#unanswered.delete(key);
        return;
      } catch (error) {
        this.#closed.throwIfAborted();
        if (isFinal(error) && !isOutOfTurn(error)) throw error;
        if (isOutOfTurn(error)) await this.#adopt(key, change, previous);
        else if (performance.now() > giveUpAt) throw unreachable('A cursor cannot be saved', error);
        await pause(attempt, this.#closed);
      }
    }
  }

  /** Another entry is there than was known: fine when it is an earlier attempt of this process that was not answered. */
  async #adopt(key: string, change: CursorChange, previous: CursorChange | undefined): Promise<void> {
    await this.#table.catchUp();
    const found = this.#table.get(key);
    const known = this.#known.get(key);
    if ((found?.revision ?? 0) === known) return;
    this.#unanswered.delete(key);
    if (previous === undefined || !isWritten(previous, found)) throw taken(change);
    this.#remember(key, found?.revision);
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

  /** The last message of the log that any of them knew of. */
  get knownUpTo(): number {
    return this.#entries().reduce((most, [, { at }]) => Math.max(most, at), 0);
  }

  /** The furthest position of this journal that any of them is at. */
  get furthest(): number {
    const own = this.#entries().filter(([, { cursor }]) => isOwnPosition(cursor));
    return own.reduce((most, [, { cursor }]) => Math.max(most, cursor.position), 0);
  }

  /**
   * How to set back what was saved with more of the log in sight than there is: it ends at the message `sequence`, and the
   * journal at `end`. A position of another journal goes back to what the log says of it.
   */
  rewound(sequence: number, end: number): TableChange[] {
    const ahead = this.#entries().filter(([, { at }]) => at > sequence);
    return ahead.map(([key, { cursor, revision }]) => {
      if (!isOwnPosition(cursor)) return { key, value: undefined, revision };
      return { key, value: valueOf({ ...cursor, position: Math.min(cursor.position, end) }, sequence), revision };
    });
  }

  #entries(): readonly (readonly [key: string, entry: TableCursor])[] {
    return this.#table.keys(keyPrefix).flatMap((key) => {
      const found = readEntry(this.#table.get(key));
      return found === undefined ? [] : [[key, found] as const];
    });
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
    if (change.kind === 'save') this.#remember(key, await this.#table.overwrite(key, valueOf(change.cursor, at)));
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
