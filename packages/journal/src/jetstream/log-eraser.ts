import { summaryFilter, canMatch } from '../batch/batch-summary.ts';
import { repack } from '../batch/repack.ts';
import { DamagedBatchError } from '../damaged-batch-error.ts';
import { findMatches } from '../engine/find-matches.ts';
import type { DamagedBatch, Erased, EraseOptions, RecordFilter, StoredRecord } from '../journal.ts';
import type { BatchLoader } from './batch-loader.ts';
import type { LoadedBatch } from './loaded-batches.ts';
import { cut } from './commit-plan.ts';
import type { JetStreamLink, JournalNames } from './jetstream-link.ts';
import type { MessageStore } from './message-store.ts';
import { packEntry } from './packed-entry.ts';
import { wipe } from './remove-messages.ts';
import type { ReplacedBatches } from './replaced-batches.ts';

export interface LogEraserParts {
  readonly link: JetStreamLink;
  readonly names: JournalNames;
  readonly loader: BatchLoader;
  readonly store: MessageStore;
  readonly replaced: ReplacedBatches;
  /** Makes the stream that takes in the new forms, when it is not there. */
  readonly prepare: () => Promise<void>;
  readonly maxMessageBytes: number;
  readonly closed: AbortSignal;
}

/** The stretch of the journal that is looked at. */
export interface EraseRange {
  readonly first: number;
  readonly end: number;
}

const nothing = { records: 0, bytes: 0 };

/**
 * Stores batches anew without the bodies that are to go, then has the servers overwrite the old messages. What was stored
 * anew counts from the moment it is stored, so that a crash in between leaves either form.
 */
export class LogEraser {
  readonly #parts: LogEraserParts;

  constructor(parts: LogEraserParts) {
    this.#parts = parts;
  }

  /** `onWiped` is called before anything stored is overwritten. */
  async erase(
    matches: (record: StoredRecord) => boolean,
    { filter = {}, signal }: EraseOptions,
    { first, end }: EraseRange,
    onWiped: () => void,
  ): Promise<Erased> {
    const { loader } = this.#parts;
    await this.#parts.replaced.refresh();
    loader.forget();
    await this.#finishEarlier(onWiped);
    const wanted = summaryFilter(filter);
    const decided = new Decisions(matches);
    const unread: DamagedBatch[] = [];
    let records = 0;
    let bytes = 0;
    for (let at = first; at < end; ) {
      signal?.throwIfAborted();
      try {
        const loaded = await loader.load(at);
        if (loaded === undefined) break;
        const { batch, summary } = loaded.entry.held;
        const isConcerned =
          canMatch(summary, wanted) && findMatches(batch, batch.first, filter, decided.matches).length > 0;
        if (isConcerned) onWiped();
        const done = isConcerned ? await this.#eraseIn(batch.first, filter, decided.matches) : nothing;
        // Another process erases as well: the batch is looked at anew, so that neither brings back what the other erased.
        if (done === undefined) continue;
        records += done.records;
        bytes += done.bytes;
        at = batch.first + batch.count;
        decided.clear();
      } catch (error) {
        if (!(error instanceof DamagedBatchError)) throw error;
        unread.push({ first: error.first, count: error.next - error.first, reason: error.reason });
        at = Math.max(error.next, at + 1);
      }
    }
    return { records, bytes, unread };
  }

  /** A crash may have come between the new form and the wiping of the old one. */
  async #finishEarlier(onWiped: () => void): Promise<void> {
    const { link, names, replaced, store, closed } = this.#parts;
    for (const { original } of replaced.all) {
      for (let sequence = original.sequence; sequence < original.sequence + original.chunks; sequence++) {
        if ((await store.at(sequence)) === undefined) continue;
        onWiped();
        await wipe(link, names.stream, sequence, closed);
      }
    }
  }

  /** Erases in the batch as it is now; undefined when another process stored batches anew meanwhile, and nothing was done. */
  async #eraseIn(
    first: number,
    filter: RecordFilter,
    matches: (record: StoredRecord) => boolean,
  ): Promise<Omit<Erased, 'unread'> | undefined> {
    const { replaced, loader, prepare } = this.#parts;
    const known = replaced.sequence;
    if (known === 0) {
      await prepare();
      await replaced.refresh();
      return undefined;
    }
    // What is in memory may be older than what is known.
    loader.forget();
    const loaded = await loader.load(first);
    if (loaded === undefined) return nothing;
    const found = new Set(findMatches(loaded.entry.held.batch, first, filter, matches));
    if (found.size === 0) return nothing;
    const bytes = await this.#replace(loaded, (position) => found.has(position), known);
    return bytes === undefined ? bytes : { records: found.size, bytes };
  }

  /** How many bytes fewer the new form has; undefined when more than `known` was in the stream. */
  async #replace(
    { entry, header, sequence }: LoadedBatch,
    isErased: (position: number) => boolean,
    known: number,
  ): Promise<number | undefined> {
    const { link, names, replaced, loader, maxMessageBytes, closed } = this.#parts;
    const { batch } = entry.held;
    const before = replaced.at(batch.first);
    const original = before?.original ?? { sequence, chunks: header.chunks, bytes: header.bytes };
    const packed = packEntry(repack([batch], isErased), batch.first, { ids: entry.ids, changes: [] });
    const form = { original, header: { ...header, ...packed.shape }, chunks: cut(packed.data, maxMessageBytes) };
    const isStored = await replaced.store(form, known);
    if (isStored && before === undefined) {
      for (let piece = 0; piece < original.chunks; piece++) {
        await wipe(link, names.stream, original.sequence + piece, closed);
      }
    }
    if (isStored && before !== undefined) await replaced.wipe(before);
    await replaced.refresh();
    loader.forget();
    return isStored ? entry.held.bytes - packed.shape.bytes : undefined;
  }
}

/** What a predicate said of each record of a batch, which may be looked at more than once. */
class Decisions {
  readonly #made = new Map<number, boolean>();
  readonly #decide: (record: StoredRecord) => boolean;

  constructor(decide: (record: StoredRecord) => boolean) {
    this.#decide = decide;
  }

  readonly matches = (record: StoredRecord): boolean => {
    const made = this.#made.get(record.position) ?? this.#decide(record);
    this.#made.set(record.position, made);
    return made;
  };

  clear(): void {
    this.#made.clear();
  }
}
