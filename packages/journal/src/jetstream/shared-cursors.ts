import { setTimeout as sleep } from 'node:timers/promises';
import { checkCursors } from '../batch/check-records.ts';
import { type CursorChange, type CursorChanges, cursorId, noteRemoved, noteSaved } from '../engine/cursor-changes.ts';
import type { Cursor, CursorKey } from '../journal.ts';
import type { CursorTable } from './cursor-table.ts';
import { isObject, parse } from './cursor-json.ts';
import type { JournalEventLog } from '../engine/journal-events.ts';
import type { LogState } from './log-state.ts';
import type { StateTable } from './state-table.ts';

interface Logged {
  readonly change: CursorChange;
  readonly sequence: number;
}

export interface SharedCursorsParts {
  readonly table: StateTable;
  readonly cursors: CursorTable;
  /** The state of the log, once it is there. */
  readonly state: () => LogState;
  /** Resolves when all of the log is known that was stored before the call. */
  readonly catchUp: () => Promise<void>;
  /** Resolves when what was handed in before is stored. */
  readonly settled: () => Promise<unknown>;
  /** Saves the history of the log up to that message. */
  readonly saveHistory: (sequence: number) => Promise<void>;
  readonly events: JournalEventLog;
  readonly closed: AbortSignal;
}

/** Changes that stand in the log are moved into the bucket this often, milliseconds. */
const foldEveryMs = 2000;
/** Writes to the bucket that are under way at once. */
const writesAtOnce = 256;
export const foldedKey = 'folded';

/**
 * Cursors of all processes. Those that were committed with records stand in the log, with the records; a view of them in
 * the bucket follows. The others stand in the bucket alone.
 */
export class SharedCursors {
  readonly #parts: SharedCursorsParts;
  /** Stands in the log, and may not be in the bucket yet. */
  readonly #logged = new Map<string, Logged>();
  #gathered: CursorChanges = new Map();
  #writing: Promise<void> = Promise.resolve();
  #folding: Promise<void> = Promise.resolve();
  readonly #timer: NodeJS.Timeout;

  constructor(parts: SharedCursorsParts) {
    this.#parts = parts;
    const tidy = (): void =>
      void this.#tidy().catch((cause: unknown) => parts.events.report('cursorsNotFolded', { cause }));
    this.#timer = setInterval(tidy, foldEveryMs).unref();
  }

  /** Takes in changes that stand in the log. */
  noteLogged(changes: readonly CursorChange[], sequence: number): void {
    for (const change of changes) this.#logged.set(idOf(change), { change, sequence });
  }

  async load(): Promise<readonly Cursor[]> {
    await this.#parts.settled();
    await this.#writing.catch(() => undefined);
    await Promise.all([this.#parts.table.catchUp(), this.#parts.catchUp()]);
    const loaded = new Map<string, Cursor>();
    const newest = new Map<string, number>();
    for (const { cursor, at } of this.#parts.cursors.all()) {
      loaded.set(cursorId(cursor), cursor);
      newest.set(cursorId(cursor), at);
    }
    for (const [id, { change, sequence }] of this.#logged) {
      if ((newest.get(id) ?? 0) >= sequence) continue;
      if (change.kind === 'save') loaded.set(id, change.cursor);
      else loaded.delete(id);
    }
    return [...loaded.values()];
  }

  async save(cursors: readonly Cursor[]): Promise<void> {
    checkCursors(cursors);
    if (cursors.length === 0) return;
    const gathered: CursorChanges = new Map();
    noteSaved(gathered, cursors);
    await this.#write(gathered);
  }

  async remove(keys: readonly CursorKey[]): Promise<void> {
    if (keys.length === 0) return;
    const gathered: CursorChanges = new Map();
    noteRemoved(gathered, keys);
    await this.#write(gathered);
  }

  /** Cursors that came with an append that had no records to store: they are in the bucket when this resolves. */
  async overwrite(changes: CursorChanges): Promise<void> {
    const { sequence } = this.#parts.state();
    await inParallel([...changes.values()], (change) => this.#parts.cursors.fold(change, sequence));
    for (const [id, { sequence: logged }] of this.#logged) {
      if (changes.has(id) && logged <= sequence) this.#logged.delete(id);
    }
  }

  /** Moves what stands in the log into the bucket, so that the log need not be read again from where it stands. */
  fold(): Promise<void> {
    this.#folding = this.#folding.catch(() => undefined).then(() => this.#fold());
    return this.#folding;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing.catch(() => undefined);
    // The next opening would find the same in the log: this only spares it the reading.
    await Promise.race([this.fold().catch(() => undefined), sleep(foldEveryMs, undefined, { ref: false })]);
  }

  async #tidy(): Promise<void> {
    await this.fold();
    await this.#parts.table.tidy();
  }

  /** One write at a time; what comes meanwhile goes with the next. */
  async #write(changes: CursorChanges): Promise<void> {
    const settled = this.#parts.settled();
    for (const [id, change] of changes) this.#gathered.set(id, change);
    const mine = this.#gathered;
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(() => settled)
      .then(() => this.#writeGathered(mine));
    await this.#writing;
  }

  async #writeGathered(mine: CursorChanges): Promise<void> {
    if (this.#gathered === mine) this.#gathered = new Map();
    if ([...mine.keys()].some((id) => this.#logged.has(id))) await this.fold();
    const { sequence } = this.#parts.state();
    await inParallel([...mine.values()], (change) => this.#parts.cursors.write(change, sequence));
    mine.clear();
  }

  async #fold(): Promise<void> {
    const state = this.#parts.state();
    const { sequence } = state;
    const from = state.duplicates.oldestSequence ?? sequence;
    const logged = [...this.#logged].filter(([, each]) => each.sequence <= sequence);
    const before = readFolded(this.#parts.table);
    // How far the log has come is told each time: should it go back, the bucket has seen more.
    if (logged.length === 0 && before !== undefined && before.sequence >= sequence) return;
    await inParallel(logged, ([, each]) => this.#parts.cursors.fold(each.change, each.sequence));
    if (before === undefined || before.sequence < sequence) {
      await this.#parts.saveHistory(sequence);
      await this.#parts.table.put(foldedKey, JSON.stringify({ sequence, from: Math.min(from, sequence) }));
    }
    for (const [id, each] of logged) if (this.#logged.get(id) === each) this.#logged.delete(id);
  }
}

/** Where the log must be read from to know what the bucket does not. */
export function readFolded(table: StateTable): { readonly sequence: number; readonly from: number } | undefined {
  const entry = table.get(foldedKey);
  const value = entry === undefined ? undefined : parse(entry.value);
  if (!isObject(value)) return undefined;
  const { sequence, from } = value;
  return typeof sequence === 'number' && typeof from === 'number' ? { sequence, from } : undefined;
}

function idOf(change: CursorChange): string {
  return cursorId(change.kind === 'save' ? change.cursor : change.key);
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += writesAtOnce) {
    await Promise.all(items.slice(at, at + writesAtOnce).map(work));
  }
}
