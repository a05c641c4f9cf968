import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, parse } from './cursor-json.ts';
import type { CursorTable } from './cursor-table.ts';
import type { JetStreamLink, JournalNames } from './jetstream-link.ts';
import { historyKey, historyKnownUpTo, rewoundHistory } from './log-history.ts';
import { arrivalKey, floorKey, readMark } from './log-pruner.ts';
import type { LogMark } from './log-state.ts';
import type { LogPart } from './commit-assembly.ts';
import type { MessageStore } from './message-store.ts';
import { isOutOfTurn, persist } from './nats-failure.ts';
import { wipe } from './remove-messages.ts';
import type { ReplacedBatches } from './replaced-batches.ts';
import { foldedKey, readFolded } from './shared-cursors.ts';
import type { StateTable, TableChange } from './state-table.ts';

/** A log that ends before what its bucket knows of it: its stream was restored from a copy, or made anew. */
export interface RestoredLog {
  /** Tells one restore from another. */
  readonly name: string;
  /** Last message that the stream had when it was found. */
  readonly sequence: number;
  /** Last message that somebody has known of. */
  readonly known: number;
  /** Where the journal ended then. */
  readonly end: number;
  /** Records that are known to be missing. */
  readonly atLeast: number;
  /** Whether the bucket says nothing any more of what the log does not have. */
  readonly isRepaired: boolean;
}

export interface LogRestoreParts {
  readonly link: JetStreamLink;
  readonly names: JournalNames;
  readonly store: MessageStore;
  readonly table: StateTable;
  readonly cursors: CursorTable;
  readonly replaced: ReplacedBatches;
  readonly closed: AbortSignal;
}

/** What a process has seen of a log: its last message, and the end of the journal there. */
export interface SeenOfLog {
  readonly known: number;
  readonly position: number;
}

/** The bucket has it from when a restore is found until readers can be told of it. */
export const restoreKey = 'restore';
/** A new leader of a stream may take so long to know what the one before it acknowledged, milliseconds. */
export const leaderKnowsWithinMs = 30_000;
const askAgainMs = 300;

/**
 * Finds, before the log is read, that it has gone back while the bucket was kept, and sets the bucket back as well: what
 * cursors, retention and erasure say of messages that are gone would hide those that get the same numbers. What was found
 * stands in the bucket until readers are told, so that a process that dies in between leaves no half of it.
 */
export class LogRestore {
  readonly #parts: LogRestoreParts;

  constructor(parts: LogRestoreParts) {
    this.#parts = parts;
  }

  /** Sets the bucket back when the log has gone back. Returns what was found, until `finish` is called by any process. */
  async repair(): Promise<RestoredLog | undefined> {
    const { table, replaced, closed } = this.#parts;
    for (;;) {
      closed.throwIfAborted();
      await replaced.refresh();
      await table.catchUp();
      const found = readRestore(table);
      if (found?.isRepaired === true) return found;
      if (found !== undefined) {
        await this.#setBack(found);
      } else if (!(await this.#find({ known: 0, position: 0 }))) return undefined;
    }
  }

  /** Readers can be told of it now. */
  async finish(restored: RestoredLog): Promise<void> {
    const { table } = this.#parts;
    await table.catchUp();
    if (readRestore(table)?.name !== restored.name) return;
    // It stays: two processes that find the same restore must change the same entry.
    await this.#apply([this.#changeOf(restoreKey, JSON.stringify({ ...restored, isDone: true }))]);
  }

  /** Notes, for those who open the journal next, that a process has seen more of the log than there is. */
  async note(seen: SeenOfLog): Promise<void> {
    await this.#parts.table.catchUp();
    if (readRestore(this.#parts.table) === undefined) await this.#find(seen);
  }

  /** Notes a restore, unless another process was first; false when there is none. */
  async #find(seen: SeenOfLog): Promise<boolean> {
    const { link, names, table, closed } = this.#parts;
    const revision = table.get(restoreKey)?.revision;
    const known = Math.max(seen.known, this.#knownUpTo());
    const sequence = await lastMessage(link, names.stream, known, closed);
    if (sequence >= known) return false;
    const { end, furthest } = await this.#extent(sequence);
    const atLeast = Math.max(0, Math.max(furthest, seen.position) - end);
    const value = JSON.stringify({ name: randomUUID(), sequence, known, end, atLeast, isRepaired: false });
    await this.#apply([{ key: restoreKey, value, revision }]);
    return true;
  }

  /** The last message that anything beside the log tells of. */
  #knownUpTo(): number {
    const { table, cursors, replaced } = this.#parts;
    const folded = readFolded(table);
    const wiped = replaced.all.map(({ original }) => original.sequence + original.chunks - 1);
    const known = [readMark(table).sequence, folded?.sequence ?? 0, historyKnownUpTo(table), cursors.knownUpTo];
    return wiped.reduce((most, each) => Math.max(most, each), Math.max(...known));
  }

  /** Where the journal ends, and the furthest position that anybody has seen of it. */
  async #extent(sequence: number): Promise<{ readonly end: number; readonly furthest: number }> {
    const { store, table, cursors, replaced } = this.#parts;
    const last = await store.last();
    const inLog = last?.header === undefined ? (await this.#floor(sequence)).position : endOf(last);
    let end = inLog;
    let furthest = Math.max(inLog, readMark(table).position, cursors.furthest);
    for (const { header, original } of replaced.all) {
      const position = header.first + header.count;
      furthest = Math.max(furthest, position);
      if (original.sequence + original.chunks - 1 <= sequence) end = Math.max(end, position);
    }
    return { end, furthest };
  }

  /** What retention has removed of the log as it is. */
  async #floor(sequence: number): Promise<LogMark> {
    const { store, table } = this.#parts;
    const floor = readMark(table);
    if (floor.sequence <= sequence) return floor;
    for (let at = 1; at <= sequence; ) {
      const found = await store.atOrAfter(at);
      if (found === undefined) break;
      if (found.header !== undefined && found.header.chunk === 0) {
        const { first, bytes, totalBytes, totalBatches } = found.header;
        const totals = { totalBytes: totalBytes - bytes, totalBatches: totalBatches - 1 };
        return { sequence: found.sequence - 1, position: first, ...totals };
      }
      at = found.sequence + 1;
    }
    return { ...floor, sequence };
  }

  /** Sets back what is known here; what another process has set back since has another revision, and stays. */
  async #setBack(found: RestoredLog): Promise<void> {
    const { table, cursors, replaced, closed } = this.#parts;
    const { sequence, end, name } = found;
    const floor = await this.#floor(sequence);
    await table.catchUp();
    const latest = readRestore(table);
    if (latest?.name !== name || latest.isRepaired) return;
    const changes: TableChange[] = cursors.rewound(sequence, end);
    if (readMark(table).sequence > sequence) changes.push(this.#changeOf(floorKey, JSON.stringify(floor)));
    if ((readFolded(table)?.sequence ?? 0) > sequence) changes.push(this.#changeOf(foldedKey, undefined));
    // When records arrived is not known any more: retention goes by their own times, as after an import.
    changes.push(this.#changeOf(arrivalKey, undefined));
    const history = rewoundHistory(table, sequence, end);
    if (history !== undefined) changes.push(this.#changeOf(historyKey, history));
    const repaired = this.#changeOf(restoreKey, JSON.stringify({ ...found, isRepaired: true }));
    const outside = replaced.all;
    await this.#apply(changes);
    for (const each of outside) {
      closed.throwIfAborted();
      if (each.original.sequence + each.original.chunks - 1 > sequence) await replaced.wipe(each);
      else await this.#eraseAgain(each.original, each.header.first);
    }
    await this.#apply([repaired]);
  }

  /** The copy may be older than an erasure: its bodies stay erased. */
  async #eraseAgain(original: { sequence: number; chunks: number }, first: number): Promise<void> {
    const { link, names, store, closed } = this.#parts;
    for (let chunk = 0; chunk < original.chunks; chunk++) {
      const found = await store.atOrAfter(original.sequence + chunk);
      const isOriginal = found?.sequence === original.sequence + chunk && found.header?.first === first;
      if (isOriginal) await wipe(link, names.stream, found.sequence, closed);
    }
  }

  #changeOf(key: string, value: string | undefined): TableChange {
    return { key, value, revision: this.#parts.table.get(key)?.revision };
  }

  /** Changes entries that are as they were; another process that does the same may be first. */
  async #apply(changes: readonly TableChange[]): Promise<void> {
    const { table, closed } = this.#parts;
    for (const { key, value, revision } of changes) {
      if (value === undefined && revision === undefined) continue;
      await persist(async () => {
        try {
          if (value === undefined) await table.remove(key, revision);
          else await table.replace(key, value, revision ?? 0);
        } catch (error) {
          if (!isOutOfTurn(error)) throw error;
        }
      }, closed);
    }
  }
}

/** The restore that readers have not been told of yet. */
export function readRestore(table: StateTable): RestoredLog | undefined {
  const entry = table.get(restoreKey);
  const value = entry === undefined ? undefined : parse(entry.value);
  if (!isObject(value) || typeof value['name'] !== 'string' || value['isDone'] === true) return undefined;
  const numberAt = (name: keyof RestoredLog): number => (typeof value[name] === 'number' ? value[name] : 0);
  return {
    name: value['name'],
    sequence: numberAt('sequence'),
    known: numberAt('known'),
    end: numberAt('end'),
    atLeast: numberAt('atLeast'),
    isRepaired: value['isRepaired'] === true,
  };
}

/**
 * Number of the newest message of a stream. When that is less than `known`, a stream with replicas gets time: its leader may
 * be new. Less than `known` after that: the log has gone back.
 */
export async function lastMessage(
  { manager }: JetStreamLink,
  stream: string,
  known: number,
  closed: AbortSignal,
): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { state, config } = await persist(() => manager.streams.info(stream), closed);
    const waitMs = config.num_replicas > 1 ? leaderKnowsWithinMs : 0;
    if (state.last_seq >= known || performance.now() - began >= waitMs) return state.last_seq;
    await sleep(askAgainMs, undefined, { signal: closed }).catch(() => undefined);
  }
}

/** A commit that is not whole does not count. */
function endOf({ header }: LogPart): number {
  return header.part === header.parts - 1 ? header.first + header.count : header.base;
}
