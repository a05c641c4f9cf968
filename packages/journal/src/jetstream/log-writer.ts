import { randomUUID } from 'node:crypto';
import type { SealedBatch } from '../batch/batch-builder.ts';
import { viewBatch } from '../batch/layout.ts';
import { repack } from '../batch/repack.ts';
import type { CommitGroup } from '../engine/commit-group.ts';
import type { BranchList } from '../history/branch-list.ts';
import type { Restored } from '../history/journal-history.ts';
import { JournalError } from '../journal-error.ts';
import { partsOf, type PlannedBatch } from './commit-plan.ts';
import type { DuplicateWindow } from './duplicate-window.ts';
import type { JetStreamLink } from './jetstream-link.ts';
import type { LogState } from './log-state.ts';
import { isFinal, isOutOfTurn, pause } from './nats-failure.ts';
import { publishParts } from './part-publisher.ts';
import type { RecordId } from './record-id.ts';
import { StuckStream } from './stuck-stream.ts';

export interface LogWriterParts {
  readonly link: JetStreamLink;
  readonly stream: string;
  readonly subject: string;
  readonly state: LogState;
  readonly history: BranchList;
  /** Resolves when all of the log is known that was stored before the call. */
  readonly catchUp: () => Promise<void>;
  readonly maxMessageBytes: number;
  readonly closed: AbortSignal;
}

/** What a commit says of a restore; not stored once another process has said so. */
export interface RestoreMark {
  readonly restored: Restored;
  readonly isNoted: () => boolean;
}

/** Appends to a log that other processes append to as well: behind its end as known here, and again when that was not it. */
export class LogWriter {
  readonly #parts: LogWriterParts;

  readonly #stuck: StuckStream;

  constructor(parts: LogWriterParts) {
    this.#parts = parts;
    this.#stuck = new StuckStream(parts.link, parts.stream);
  }

  /**
   * Stores a group as one commit; resolves with the position of its first record. Goes on while nobody answers, until the
   * journal closes: an attempt whose answer got lost may have been carried out, and is found again in the log.
   */
  async store(
    group: Pick<CommitGroup, 'batches' | 'cursors'>,
    ids: readonly RecordId[],
    mark?: RestoreMark,
  ): Promise<number> {
    const { state, history, closed } = this.#parts;
    const commit = randomUUID();
    state.await(commit);
    let batches = planned(group.batches, ids);
    let checked = -1;
    let storedAfter = -1;
    for (let attempt = 0, failures = 0; ; ) {
      if (checked !== state.duplicates.version) {
        const seen = new Set<string>();
        batches = batches.map((each) => withoutDuplicates(each, state.duplicates, seen));
        checked = state.duplicates.version;
      }
      // Nothing is awaited between this look and the next attempt: an earlier one may have been carried out late.
      if (state.awaitedFirst !== undefined) return state.awaitedFirst;
      if (mark?.isNoted() === true) return state.head.position;
      const after = state.sequence;
      // The same place in the stream is asked for with the same message: only one of them can get it.
      if (after !== storedAfter) attempt += 1;
      storedAfter = after;
      const changes = [...group.cursors.values()];
      const plan = { commit, attempt, batches, changes, tag: history.appendTag, restored: mark?.restored };
      const failure = await this.#attempt(plan, after);
      if (state.awaitedFirst !== undefined) return state.awaitedFirst;
      if (isFinal(failure) && !isOutOfTurn(failure)) throw refused(failure);
      failures = state.sequence > after ? 0 : failures + 1;
      if (failures === 0) this.#stuck.moved();
      else await this.#stuck.stood();
      if (failures > 0) await pause(failures, closed).catch(() => this.#unknown(failure));
    }
  }

  /** What hindered it, if it was hindered. Everything before and of this attempt that is stored is known afterwards. */
  async #attempt(plan: Omit<Parameters<typeof partsOf>[0], 'maxMessageBytes'>, after: number): Promise<unknown> {
    const { link, subject, state, maxMessageBytes, closed } = this.#parts;
    const parts = partsOf({ ...plan, maxMessageBytes }, state.head);
    const failure = await publishParts(link, subject, parts, after);
    if (failure === undefined) {
      this.#stuck.moved();
      const time = state.clock.now;
      for (const [index, part] of parts.entries()) state.take({ ...part, sequence: after + index + 1, time });
      return undefined;
    }
    if (!closed.aborted) await this.#parts.catchUp().catch(() => undefined);
    return failure;
  }

  #unknown(cause: unknown): never {
    const { reason }: { reason?: unknown } = this.#parts.closed;
    if (reason instanceof JournalError && reason.code === 'JOURNAL_DAMAGED') throw reason;
    throw new JournalError(
      'JOURNAL_WRITE_FAILED',
      'The journal was closed before the servers answered: the records of the last append may be stored, look for them.',
      { cause },
    );
  }
}

function planned(sealed: readonly SealedBatch[], ids: readonly RecordId[]): PlannedBatch[] {
  let at = 0;
  return sealed.map((each) => {
    const { count } = each.shape;
    at += count;
    const own = ids.slice(at - count, at);
    return { sealed: each, ids: own.some((id) => id !== undefined) ? own : [] };
  });
}

/** A record that was stored meanwhile, or that comes twice, keeps its place and is empty, as if it had been erased. */
function withoutDuplicates({ sealed, ids }: PlannedBatch, window: DuplicateWindow, seen: Set<string>): PlannedBatch {
  const isDuplicate = ids.map((id) => {
    if (id === undefined) return false;
    const isKnown = window.has(id) || seen.has(id);
    seen.add(id);
    return isKnown;
  });
  if (!isDuplicate.includes(true)) return { sealed, ids };
  const batch = viewBatch(sealed.data, 0, sealed.shape, sealed.scopes);
  return {
    sealed: repack([batch], (position) => isDuplicate[position] ?? false),
    ids: ids.map((id, index) => (isDuplicate[index] === true ? undefined : id)),
  };
}

function refused(cause: unknown): JournalError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new JournalError(
    'JOURNAL_WRITE_FAILED',
    `The server refuses to store the records: ${reason}. See the limits of the stream and of the account.`,
    { retryable: true, cause },
  );
}
