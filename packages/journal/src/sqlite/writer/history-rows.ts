import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Branch, Loss } from '../../history/branch.ts';
import { branchesFrom, type StoredHistory } from '../../history/branch-list.ts';
import { numberIn, pragmaNumber, textIn } from '../file/columns.ts';
import { versionOf } from '../file/journal-file.ts';
import { historyVersion } from '../file/schema.ts';

/** Reads the history; that of a file of an earlier version is its first branch. */
export function readHistory(database: DatabaseSync): StoredHistory {
  if (versionOf(database) < historyVersion) return { branches: [{ tag: '', from: 0 }], losses: [] };
  const branches = database.prepare('SELECT first, tag FROM branch ORDER BY first').all();
  const losses = database.prepare('SELECT at, since, at_least FROM loss ORDER BY at').all();
  return {
    branches: branches.map((row) => ({ tag: textIn(row, 'tag'), from: numberIn(row, 'first') })),
    losses: losses.map((row) => ({
      at: numberIn(row, 'at'),
      since: numberIn(row, 'since'),
      atLeast: numberIn(row, 'at_least'),
    })),
  };
}

/** The history as written. To be used inside a transaction. */
export class HistoryRows {
  readonly #database: DatabaseSync;
  readonly #addBranch: StatementSync;
  readonly #addLoss: StatementSync;
  readonly #setOrigin: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#addBranch = database.prepare('INSERT OR REPLACE INTO branch VALUES (?, ?)');
    this.#addLoss = database.prepare('INSERT OR REPLACE INTO loss VALUES (?, ?, ?)');
    this.#setOrigin = database.prepare('UPDATE origin SET file = ?, is_restored = ?');
  }

  /** Whether records may be missing: the file was made by a restore, or is a copy of the one that was written to. */
  wasRestored(file: string): boolean {
    const { known, isRestored } = this.#origin();
    return isRestored || (known !== '' && known !== file);
  }

  /** Whether `setOrigin` has noted this file, and no restore since. */
  isOrigin(file: string): boolean {
    const { known, isRestored } = this.#origin();
    return known === file && !isRestored;
  }

  #origin(): { readonly known: string; readonly isRestored: boolean } {
    const row = this.#database.prepare('SELECT file, is_restored FROM origin').get() ?? {};
    return { known: textIn(row, 'file'), isRestored: numberIn(row, 'is_restored') === 1 };
  }

  /** Notes which file this is, and whether the next writer has to take it for restored. */
  setOrigin(file: string, isRestored: boolean): void {
    this.#setOrigin.run(file, isRestored ? 1 : 0);
  }

  get hasCursors(): boolean {
    return pragmaNumber(this.#database.prepare('SELECT EXISTS (SELECT 1 FROM cursor)').get()) === 1;
  }

  begin({ from, tag }: Branch): void {
    this.#addBranch.run(from, tag);
  }

  lost({ at, since, atLeast }: Loss): void {
    this.#addLoss.run(at, since, atLeast);
  }

  /** Takes over the history of another file. */
  replace({ branches, losses }: StoredHistory): void {
    this.#database.exec('DELETE FROM branch; DELETE FROM loss');
    for (const branch of branches) this.begin(branch);
    for (const loss of losses) this.lost(loss);
  }

  /** Forgets what lies wholly before `first`. */
  forgetBefore(first: number): void {
    const { branches, losses } = readHistory(this.#database);
    const kept = branchesFrom(branches, first);
    if (kept.length === branches.length && losses.every(({ at }) => at >= first)) return;
    this.replace({ branches: kept, losses: losses.filter(({ at }) => at >= first) });
  }
}
