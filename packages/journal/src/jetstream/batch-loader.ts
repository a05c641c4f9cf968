import { DamagedBatchError } from '../damaged-batch-error.ts';
import { JournalError } from '../journal-error.ts';
import { BatchLocator } from './batch-locator.ts';
import { joinChunks, type LogPart } from './commit-assembly.ts';
import { type LoadedBatch, LoadedBatches } from './loaded-batches.ts';
import type { LogMark, LogState } from './log-state.ts';
import type { MessageStore } from './message-store.ts';
import { type LogEntry, unpackEntry } from './packed-entry.ts';
import { isOfSameAttempt, type PartHeader } from './part-header.ts';
import type { ReplacedBatches } from './replaced-batches.ts';

export interface BatchLoaderParts {
  readonly name: string;
  readonly store: MessageStore;
  readonly replaced: ReplacedBatches;
  readonly state: LogState;
  readonly floor: () => LogMark;
  readonly cacheBytes: number;
}

/** Messages asked for at once: a reader of one batch mostly wants the next. */
const readAhead = 8;

/** Reads batches that are not in memory any more. */
export class BatchLoader {
  readonly #parts: BatchLoaderParts;
  readonly #locator: BatchLocator;
  readonly #loaded: LoadedBatches;
  /** Grows with each `forget`: what was on its way by then must not be kept. */
  #generation = 0;

  constructor(parts: BatchLoaderParts) {
    this.#parts = parts;
    this.#locator = new BatchLocator(parts.store);
    this.#loaded = new LoadedBatches(parts.cacheBytes);
  }

  /** The batch that holds `position`. Throws `DamagedBatchError`; undefined when retention has just removed it. */
  async load(position: number): Promise<LoadedBatch | undefined> {
    const { replaced } = this.#parts;
    for (;;) {
      const { sequence } = replaced;
      try {
        return await this.#load(position, this.#generation);
      } catch (error) {
        if (!(error instanceof DamagedBatchError)) throw error;
        // A process that erases stores a batch anew before it wipes the old form: this one may not know of that yet.
        await replaced.refresh();
        if (replaced.sequence === sequence) throw error;
        this.forget();
      }
    }
  }

  async #load(position: number, generation: number): Promise<LoadedBatch | undefined> {
    const cached = this.#loaded.holding(position);
    if (cached !== undefined) return cached;
    const replaced = this.#parts.replaced.holding(position);
    if (replaced !== undefined) {
      const { header, original } = replaced;
      const entry = await this.#read(header, () => this.#parts.replaced.load(replaced));
      return this.#keep({ entry, header, sequence: original.sequence, isReplaced: true }, original.chunks, generation);
    }
    const remembered = this.#loaded.sequenceOf(position);
    const found = remembered === undefined ? undefined : await this.#loadRun(remembered, position, generation);
    if (found !== undefined) return found;
    const located = await this.#locator.find(position, this.#parts.floor(), this.#parts.state.sequence);
    const again = located === undefined ? undefined : await this.#loadRun(located.sequence, position, generation);
    if (again !== undefined || position < this.#parts.floor().position) return again;
    throw await this.#missing(position);
  }

  forget(): void {
    this.#generation++;
    this.#loaded.clear();
  }

  /** Reads some batches from `sequence` on; gives the one that holds `position`, and for no other damage is an error. */
  async #loadRun(sequence: number, position: number, generation: number): Promise<LoadedBatch | undefined> {
    const { store, state, replaced } = this.#parts;
    const count = Math.min(readAhead, state.sequence - sequence + 1);
    const messages = await Promise.all(Array.from({ length: count }, (_, index) => store.at(sequence + index)));
    let wanted: LoadedBatch | undefined;
    for (const message of messages) {
      if (message?.header === undefined || message.header.chunk > 0) continue;
      const { first, count: records } = message.header;
      if (first + records <= position || replaced.at(first) !== undefined) continue;
      try {
        const loaded = await this.#loadAt(message, generation);
        if (first <= position) wanted ??= loaded;
      } catch (error) {
        if (first <= position) throw error;
        return wanted;
      }
    }
    return wanted;
  }

  async #loadAt(message: LogPart, generation: number): Promise<LoadedBatch | undefined> {
    const { store } = this.#parts;
    const { header, sequence } = message;
    if (!(await this.#counts(message))) return undefined;
    const rest = Array.from({ length: header.chunks - 1 }, (_, index) => store.at(sequence + 1 + index));
    const chunks = [message, ...(await Promise.all(rest))];
    const data = chunks.map((each) => (each?.header === undefined ? new Uint8Array() : each.data));
    const entry = await this.#read(header, async () => unpackEntry(header, joinChunks(data)));
    return this.#keep({ entry, header, sequence, isReplaced: false }, header.chunks, generation);
  }

  /** Whether the commit was stored to its end. Only what counted is ever erased, so a hole speaks for it. */
  async #counts({ sequence, header }: LogPart): Promise<boolean> {
    const last = sequence + header.parts - 1 - header.part;
    if (last > this.#parts.state.sequence) return false;
    if (last === sequence) return true;
    const found = await this.#parts.store.at(last);
    return found === undefined || (found.header !== undefined && isOfSameAttempt(found.header, header));
  }

  async #read(header: PartHeader, read: () => Promise<LogEntry>): Promise<LogEntry> {
    try {
      return await read();
    } catch (cause) {
      if (!(cause instanceof JournalError) || cause.code !== 'JOURNAL_DAMAGED') throw cause;
      const { first, count } = header;
      throw new DamagedBatchError(this.#parts.name, { first, next: first + count }, cause.message, cause);
    }
  }

  #keep(batch: LoadedBatch, messages: number, generation: number): LoadedBatch {
    if (generation === this.#generation) this.#loaded.put(batch, batch.sequence + messages);
    return batch;
  }

  /** Nothing holds this position: names what is missing, up to the next position that is there. */
  async #missing(position: number): Promise<DamagedBatchError> {
    const { store, state, replaced, name } = this.#parts;
    const before = await this.#locator.find(position, this.#parts.floor(), state.sequence);
    let next = state.head.position;
    for (let at = (before?.sequence ?? this.#parts.floor().sequence) + 1; at <= state.sequence; ) {
      const message = await store.atOrAfter(at);
      if (message === undefined) break;
      if (message.header !== undefined && message.header.first > position) {
        next = Math.min(next, message.header.first);
        break;
      }
      at = message.sequence + 1;
    }
    for (const { header } of replaced.all) if (header.first > position) next = Math.min(next, header.first);
    return new DamagedBatchError(name, { first: position, next: Math.max(next, position + 1) }, 'they are missing');
  }
}
