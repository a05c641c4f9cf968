import {
  type BatchStep,
  type Journal,
  type ReadableJournal,
  RecordReader,
  type StartPlace,
  giveWay,
  resolveStart,
} from '@sdmp/journal';
import type { Gap } from '../schema/values.ts';
import { outcomeEntryText } from '../outcomes/describe-outcome.ts';
import { matchingOutcomes } from '../outcomes/matching-outcomes.ts';
import type { OutcomeFilter } from '../outcomes/outcome-filter.ts';
import { eventId } from './event-id.ts';
import { eventText, keepAliveText } from '../event-streams/event-text.ts';
import type { NextPiece } from '../event-streams/event-streams.ts';

/** Approximate largest piece of a stream, characters. */
const pieceLength = 64 * 1024;
const keepAliveMs = 15_000;

export interface OutcomeEventsOptions {
  readonly journal: ReadableJournal & Pick<Journal, 'id'>;
  readonly filter: OutcomeFilter;
  readonly from: StartPlace;
  readonly isUnmasked: boolean;
  /** Called when `from` is not in the history of the journal. */
  readonly onAnotherHistory?: (gap: Gap) => void;
  readonly keepAliveMs?: number;
}

/** The outcomes of the journal from a position on as events: a cursor, and nothing else. */
export class OutcomeEvents {
  readonly #options: OutcomeEventsOptions;
  /** Where to read on; undefined before the start. */
  #position: number | undefined;
  #reader: RecordReader | undefined;

  constructor(options: OutcomeEventsOptions) {
    this.#options = options;
  }

  readonly next: NextPiece = async (signal) => {
    const { filter } = this.#options;
    const reader = (this.#reader ??= this.#open(signal));
    if (this.#position === undefined) {
      const { position, gap } = resolveStart(this.#options.journal, this.#options.from);
      this.#position = position;
      if (gap !== undefined) {
        this.#options.onAnotherHistory?.(gap);
        return this.#skip(gap);
      }
    }
    for (;;) {
      signal.throwIfAborted();
      const step = await reader.step(this.#position, filter.record);
      if (step.kind === 'gap') return this.#skip(step);
      if (step.kind === 'batch') {
        const piece = this.#render(step);
        if (piece !== '') return piece;
      } else if (step.kind === 'passed') {
        this.#position = step.to;
      } else if (!(await this.#hasGrown(step.to, signal))) {
        return this.#stillHere(step.to);
      }
      await giveWay();
    }
  };

  #open(signal: AbortSignal): RecordReader {
    const reader = new RecordReader(this.#options.journal);
    signal.addEventListener('abort', () => reader.close(), { once: true });
    return reader;
  }

  #render(part: BatchStep): string {
    const { filter, journal, isUnmasked } = this.#options;
    let piece = '';
    for (const found of matchingOutcomes(part, filter, journal.history)) {
      const data = outcomeEntryText(found, isUnmasked);
      piece += eventText({ event: 'outcome', id: eventId(journal, found.position), data });
      this.#position = found.position + 1;
      if (piece.length >= pieceLength) return piece;
    }
    this.#position = part.to;
    return piece;
  }

  /** The id is the last position before the next one, so that a reader who comes back continues there. */
  #skip({ from, to, reason }: Gap): string {
    this.#position = to;
    return eventText({ event: 'gap', ...this.#idBefore(to), data: JSON.stringify({ from, to, reason }) });
  }

  /** Before the first position there is none to name. */
  #idBefore(position: number): { readonly id?: string } {
    return position === 0 ? {} : { id: eventId(this.#options.journal, position - 1) };
  }

  /** Nothing for the reader to see; its place moves on past what it did not want. */
  #stillHere(position: number): string {
    return position === 0 ? keepAliveText : keepAliveText + eventText(this.#idBefore(position));
  }

  /** False when nothing came for a while. */
  async #hasGrown(position: number, signal: AbortSignal): Promise<boolean> {
    const { journal, keepAliveMs: patience = keepAliveMs } = this.#options;
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), patience);
    const stop = (): void => waiting.abort();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await journal.grownBeyond(position, waiting.signal);
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
