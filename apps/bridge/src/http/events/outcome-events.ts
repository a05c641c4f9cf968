import { DamagedBatchError, type Journal, type RecordBatch } from '@sdmp/journal';
import type { Gap } from '../api/gap.ts';
import { describeOutcome } from '../answers/describe-outcome.ts';
import { matchingOutcomes } from '../journal/matching-outcomes.ts';
import type { OutcomeFilter } from '../journal/outcome-filter.ts';
import { eventText, keepAliveText } from './event-text.ts';
import type { NextPiece } from './event-stream.ts';

/** A piece of a stream is about so long at most, characters. */
const pieceLength = 64 * 1024;
const keepAliveMs = 15_000;

export interface OutcomeEventsOptions {
  readonly journal: Pick<Journal, 'id' | 'first' | 'end' | 'read' | 'grownBeyond'>;
  readonly filter: OutcomeFilter;
  readonly from: number;
  readonly isUnmasked: boolean;
  readonly keepAliveMs?: number;
}

/** The outcomes of the journal from a position on as events: a cursor, and nothing else. */
export class OutcomeEvents {
  readonly #options: OutcomeEventsOptions;
  #position: number;
  /** The batch under way, so that a slow reader does not make it be read again for each piece. */
  #batch: RecordBatch | undefined;

  constructor(options: OutcomeEventsOptions) {
    this.#options = options;
    this.#position = options.from;
  }

  readonly next: NextPiece = async (signal) => {
    const { journal } = this.#options;
    for (;;) {
      signal.throwIfAborted();
      if (this.#position < journal.first) return this.#skip(journal.first, 'retention');
      if (this.#position >= journal.end && !(await this.#hasGrown(signal))) return this.#stillHere();
      const piece = await this.#read();
      if (piece !== '') return piece;
    }
  };

  async #read(): Promise<string> {
    const { journal, filter } = this.#options;
    const at = this.#position;
    const held = this.#batch;
    if (held !== undefined && at < held.first + held.count) return this.#render(held);
    try {
      const { batch, next } = await journal.read(at, filter.record);
      this.#batch = batch;
      if (batch !== undefined) return this.#render(batch);
      this.#position = next;
      return '';
    } catch (error) {
      if (!(error instanceof DamagedBatchError) || error.next <= at) throw error;
      return this.#skip(error.next, 'damage');
    }
  }

  #render(batch: RecordBatch): string {
    const { filter, journal, isUnmasked } = this.#options;
    const end = batch.first + batch.count;
    let piece = '';
    for (const found of matchingOutcomes(batch, { from: this.#position, to: end }, filter, journal.id)) {
      const data = JSON.stringify(describeOutcome(found, isUnmasked));
      piece += eventText({ event: 'outcome', id: found.position, data });
      this.#position = found.position + 1;
      if (piece.length >= pieceLength) return piece;
    }
    this.#position = end;
    this.#batch = undefined;
    return piece;
  }

  /** The id is the last position that is missing: who comes back goes on behind it. */
  #skip(to: number, reason: Gap['reason']): string {
    const gap: Gap = { from: this.#position, to, reason };
    this.#position = to;
    this.#batch = undefined;
    return eventText({ event: 'gap', id: to - 1, data: JSON.stringify(gap) });
  }

  /** Nothing for the reader to see; its place moves on past what it did not want. */
  #stillHere(): string {
    return this.#position === 0 ? keepAliveText : keepAliveText + eventText({ id: this.#position - 1 });
  }

  /** False when nothing came for a while. */
  async #hasGrown(signal: AbortSignal): Promise<boolean> {
    const { journal, keepAliveMs: patience = keepAliveMs } = this.#options;
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), patience);
    const stop = (): void => waiting.abort();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await journal.grownBeyond(this.#position, waiting.signal);
      return true;
    } catch (error) {
      if (!waiting.signal.aborted) throw error;
      signal.throwIfAborted();
      return false;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }
}
