import { type Branch, firstTag, type Loss, newTag } from '../history/branch.ts';
import { BranchList, type StoredHistory } from '../history/branch-list.ts';
import type { Restored } from '../history/journal-history.ts';
import { isObject, parse } from './cursor-json.ts';
import { isOutOfTurn, persist } from './nats-failure.ts';
import type { StateTable } from './state-table.ts';

export const historyKey = 'history';

export interface LogHistoryOptions {
  readonly table: StateTable;
  readonly id: string;
  /** Whether this process has made the journal: its first branch is begun here. */
  readonly isNew: boolean;
  readonly extent: { readonly first: number; readonly end: number };
  readonly markRestored: (restored: Restored) => Promise<void>;
  readonly closed: AbortSignal;
}

/**
 * The branches of a log that several processes append to. Each message has the tag of its branch, so that the log itself
 * says how the history continues; the bucket says how it began. A process begins a branch with its first append, and stays
 * in the one that is the newest then.
 */
export class LogHistory {
  readonly list: BranchList;
  readonly #table: StateTable;
  readonly #closed: AbortSignal;

  constructor({ table, id, isNew, extent, markRestored, closed }: LogHistoryOptions) {
    this.#table = table;
    this.#closed = closed;
    const nextTag = isNew ? undefined : newTag();
    this.list = new BranchList({ id, ...readStored(table), extent, nextTag, markRestored });
  }

  /** The log was out of sight for a while: what stands behind its end may not be what stood there before. */
  interrupted(): void {
    this.list.beginNext(newTag());
  }

  /** Saves what the log says up to the message `sequence`, so that it need not be read again. */
  async save(sequence: number): Promise<void> {
    const { branches, losses } = this.list;
    const value = JSON.stringify({ branches, losses, sequence });
    await persist(async () => {
      const entry = this.#table.get(historyKey);
      if (savedUpTo(this.#table) >= sequence) return;
      try {
        await this.#table.replace(historyKey, value, entry?.revision ?? 0);
      } catch (error) {
        if (isOutOfTurn(error)) await this.#table.catchUp();
        throw new Error('the history was saved by another process meanwhile', { cause: error });
      }
    }, this.#closed);
  }
}

/** The last message of the log that the saved history tells of. */
export function historyKnownUpTo(table: StateTable): number {
  return Math.max(0, savedUpTo(table));
}

/**
 * The saved history without what lies at `end` or behind it: the log ends there, at the message `sequence`. Undefined when it
 * tells of nothing beyond.
 */
export function rewoundHistory(table: StateTable, sequence: number, end: number): string | undefined {
  if (savedUpTo(table) <= sequence) return undefined;
  const { branches, losses } = readStored(table);
  const kept = branches.filter(({ from }, index) => index === 0 || from < end);
  return JSON.stringify({ branches: kept, losses: losses.filter(({ at }) => at < end), sequence });
}

function readEntry(table: StateTable): Readonly<Record<string, unknown>> {
  const entry = table.get(historyKey);
  const value = entry === undefined ? undefined : parse(entry.value);
  return isObject(value) ? value : {};
}

function savedUpTo(table: StateTable): number {
  const { sequence } = readEntry(table);
  return typeof sequence === 'number' ? sequence : -1;
}

function readStored(table: StateTable): StoredHistory {
  const { branches, losses } = readEntry(table);
  return {
    branches: Array.isArray(branches) ? branches.filter(isBranch) : [{ tag: firstTag, from: 0 }],
    losses: Array.isArray(losses) ? losses.filter(isLoss) : [],
  };
}

function isBranch(value: unknown): value is Branch {
  return isObject(value) && typeof value['tag'] === 'string' && typeof value['from'] === 'number';
}

function isLoss(value: unknown): value is Loss {
  return isObject(value) && ['at', 'since', 'atLeast'].every((name) => typeof value[name] === 'number');
}
