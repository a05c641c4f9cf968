import { BatchRing } from '../engine/batch-ring.ts';
import type { CursorChange } from '../engine/cursor-changes.ts';
import { GrowthWaiters } from '../engine/growth-waiters.ts';
import type { BranchList } from '../history/branch-list.ts';
import { type Commit, CommitAssembly, type LogPart, type StoredBatch } from './commit-assembly.ts';
import { type DuplicateLimits, DuplicateWindow } from './duplicate-window.ts';

/**
 * The time of the log: that of the servers, which stamp every message, as far as it is known here. The wall clock of this
 * process may be set, and must not make the window of duplicates forget what was stored a moment ago.
 */
export class LogClock {
  #offset = Date.now() - performance.now();
  #isOfServer = false;

  /** Unix milliseconds. */
  get now(): number {
    return performance.now() + this.#offset;
  }

  /** A message of that time has come in. It may have been stored long before: of several the latest counts. */
  noteStored(time: number): void {
    const offset = time - performance.now();
    this.#offset = this.#isOfServer ? Math.max(this.#offset, offset) : offset;
    this.#isOfServer = true;
  }
}

export interface LogStateOptions extends DuplicateLimits {
  readonly cacheBytes: number;
  readonly history: BranchList;
  /** Changes of cursors that stand in the log, in its order. */
  readonly onCursors: (changes: readonly CursorChange[], sequence: number) => void;
}

/** A position together with what has been stored before it. */
export interface LogMark {
  /** Last message of the log before it. */
  readonly sequence: number;
  readonly position: number;
  readonly totalBytes: number;
  readonly totalBatches: number;
}

export const logStart: LogMark = { sequence: 0, position: 0, totalBytes: 0, totalBatches: 0 };

/** What this process knows of the log: every message is taken in once, in the order of the stream. */
export class LogState {
  readonly ring = new BatchRing();
  readonly growth = new GrowthWaiters();
  readonly clock = new LogClock();
  readonly duplicates: DuplicateWindow;
  readonly #options: LogStateOptions;
  readonly #assembly = new CommitAssembly();
  readonly #reached = new GrowthWaiters();
  #sequence = 0;
  #head: LogMark = logStart;
  #newest: Pick<LogPart, 'sequence' | 'header'> | undefined;
  #newestTime: number | undefined;
  #awaited: { readonly commit: string; first: number | undefined } | undefined;

  constructor(options: LogStateOptions) {
    this.#options = options;
    this.duplicates = new DuplicateWindow(options);
  }

  /** Last message of the stream that was taken in. */
  get sequence(): number {
    return this.#sequence;
  }

  /** The last message with records that was taken in since opening. */
  get newest(): Pick<LogPart, 'sequence' | 'header'> | undefined {
    return this.#newest;
  }

  /** The end of the journal. */
  get head(): LogMark {
    return this.#head;
  }

  /** Of the newest batch; undefined when none was taken in since opening. */
  get newestTime(): number | undefined {
    return this.#newestTime;
  }

  /** Begins behind `mark`; the next message taken in is the first one behind `sequence`. */
  begin(mark: LogMark, sequence: number): void {
    this.#head = mark;
    this.#sequence = sequence;
  }

  /** Names the commit whose place is to be kept until asked for. */
  await(commit: string): void {
    this.#awaited = { commit, first: undefined };
  }

  /** Position of the awaited commit's first record, once it counts. */
  get awaitedFirst(): number | undefined {
    return this.#awaited?.first;
  }

  take(part: LogPart): void {
    if (part.sequence <= this.#sequence) return;
    this.#newest = { sequence: part.sequence, header: part.header };
    const commit = this.#assembly.add(part);
    // Positions and sequence move together: who appends relies on both.
    if (commit !== undefined) this.#noteHistory(commit);
    for (const batch of commit?.batches ?? []) this.#store(batch);
    this.#sequence = part.sequence;
    if (commit !== undefined && commit.header.commit === this.#awaited?.commit)
      this.#awaited.first = commit.header.base;
    this.#reached.grown(part.sequence);
    if (commit !== undefined) this.growth.grown(this.#head.position);
  }

  /** A message that holds no records. */
  takeEmpty(sequence: number): void {
    if (sequence <= this.#sequence) return;
    this.#assembly.interrupt();
    this.#sequence = sequence;
    this.#reached.grown(sequence);
  }

  /** Resolves when everything up to `sequence` has been taken in. */
  async reached(sequence: number, signal: AbortSignal): Promise<void> {
    if (this.#sequence >= sequence) return;
    await this.#reached.wait(sequence - 1, signal);
  }

  /** The end is known to be further on than the log says: its last batches were stored anew elsewhere. */
  extend(mark: LogMark): void {
    if (mark.position > this.#head.position)
      this.#head = { ...mark, sequence: Math.max(mark.sequence, this.#sequence) };
  }

  /** Lets batches go that begin before `position`. */
  forgetBefore(position: number): void {
    this.ring.dropWhile(({ batch }) => batch.first < position);
  }

  #noteHistory({ header: { base, tag, since, atLeast = 0 } }: Commit): void {
    const { history } = this.#options;
    history.begin({ tag, from: base });
    if (since !== undefined) history.lost({ at: base, since, atLeast });
  }

  #store({ sequence, time, header, entry }: StoredBatch): void {
    const { first, count, totalBytes, totalBatches } = header;
    // A ring has no holes: behind a damaged or erased batch it begins anew.
    if (entry === undefined || first !== this.#head.position) this.ring.dropWhile(() => true);
    if (entry !== undefined) {
      this.ring.push(entry.held);
      this.ring.dropWhile((_, ring) => ring.footprint > this.#options.cacheBytes && ring.length > 1);
      this.duplicates.note(sequence, time, entry.ids);
      if (entry.changes.length > 0) this.#options.onCursors(entry.changes, sequence);
    }
    this.#newestTime = header.maxTime;
    this.#head = { sequence: sequence + header.chunks - 1, position: first + count, totalBytes, totalBatches };
  }
}
