import { summaryFilter, canMatch } from '../batch/batch-summary.ts';
import { repack } from '../batch/repack.ts';
import { DamagedBatchError } from '../damaged-batch-error.ts';
import { findMatches } from '../engine/find-matches.ts';
import type { DamagedBatch, Erased, EraseOptions, StoredRecord } from '../journal.ts';
import type { BatchLoader, LoadedBatch } from './batch-loader.ts';
import type { JetStreamLink, JournalNames } from './jetstream-link.ts';
import type { MessageStore } from './message-store.ts';
import { packEntry } from './packed-entry.ts';
import { type ReplacedBatches, wipe } from './replaced-batches.ts';

export interface LogEraserParts {
  readonly link: JetStreamLink;
  readonly names: JournalNames;
  readonly loader: BatchLoader;
  readonly store: MessageStore;
  readonly replaced: ReplacedBatches;
  /** Makes the stream that takes in the new forms. */
  readonly prepare: () => Promise<void>;
  readonly maxMessageBytes: number;
  readonly closed: AbortSignal;
}

/** The stretch of the journal that is looked at. */
export interface EraseRange {
  readonly first: number;
  readonly end: number;
}

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
    await this.#finishEarlier(onWiped);
    const wanted = summaryFilter(filter);
    const unread: DamagedBatch[] = [];
    let records = 0;
    let bytes = 0;
    for (let at = first; at < end; ) {
      signal?.throwIfAborted();
      try {
        const loaded = await loader.load(at);
        if (loaded === undefined) break;
        const { held } = loaded.entry;
        const { batch } = held;
        at = batch.first + batch.count;
        if (!canMatch(held.summary, wanted)) continue;
        const found = new Set(findMatches(batch, batch.first, filter, matches));
        if (found.size === 0) continue;
        onWiped();
        bytes += await this.#replace(loaded, (position) => found.has(position));
        records += found.size;
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

  /** How many bytes fewer the new form has. */
  async #replace({ entry, header, sequence }: LoadedBatch, isErased: (position: number) => boolean): Promise<number> {
    const { link, names, replaced, prepare, maxMessageBytes, closed } = this.#parts;
    await prepare();
    const { batch } = entry.held;
    const before = replaced.at(batch.first);
    const original = before?.original ?? { sequence, chunks: header.chunks, bytes: header.bytes };
    const packed = packEntry(repack([batch], isErased), batch.first, { ids: entry.ids, changes: [] });
    await replaced.store(original, { ...header, ...packed.shape }, packed, maxMessageBytes);
    if (before === undefined) {
      for (let piece = 0; piece < original.chunks; piece++) {
        await wipe(link, names.stream, original.sequence + piece, closed);
      }
    } else {
      await replaced.wipe(before);
    }
    await replaced.refresh();
    return entry.held.bytes - packed.shape.bytes;
  }
}
