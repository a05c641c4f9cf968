import {
  type BatchStep,
  type GapStep,
  type Journal,
  type ReadableJournal,
  type ReadStep,
  RecordReader,
  type StartPlace,
  resolveStart,
} from '@sdmp/journal';
import type { Gap } from '../schema/values.ts';
import { outcomeEntryText } from '../outcomes/describe-outcome.ts';
import { matchingOutcomes } from '../outcomes/matching-outcomes.ts';
import type { OutcomeFilter } from '../outcomes/outcome-filter.ts';
import { eventId } from './event-id.ts';
import { eventText, keepAliveText } from '../event-streams/event-text.ts';
import type { StreamSource } from '../event-streams/event-streams.ts';
import { Turns } from '../event-streams/turns.ts';

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
  /** Turns that streams share. Default: turns of its own. */
  readonly turns?: Turns;
}

/** What a reader gets next. */
interface Piece {
  readonly kind: 'piece';
  readonly text: string;
}

/** The outcomes of the journal from a position on as events: a cursor, and nothing else. */
export class OutcomeEvents implements StreamSource {
  readonly #options: OutcomeEventsOptions;
  /** Where to read on; undefined before the start. */
  #position: number | undefined;
  #reader: RecordReader | undefined;
  readonly #turns: Turns;
  /** Whether the end of the stream is listened for. */
  #isWatching = false;

  constructor(options: OutcomeEventsOptions) {
    this.#options = options;
    this.#turns = options.turns ?? new Turns();
  }

  /** Gives up the batch that is held, which is read again for the next piece: for a reader who takes nothing. */
  rest(): void {
    this.#reader?.close();
    this.#reader = undefined;
  }

  async next(signal: AbortSignal): Promise<string> {
    if (!this.#isWatching) {
      this.#isWatching = true;
      signal.addEventListener('abort', () => this.rest(), { once: true });
    }
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
      const position = this.#position;
      const step = await this.#turns.take(() => this.#step(position, signal));
      if (step.kind === 'piece') return step.text;
      if (step.kind === 'caughtUp' && !(await this.#hasGrown(step.to, signal))) return this.#stillHere(step.to);
    }
  }

  async #step(position: number, signal: AbortSignal): Promise<Piece | Exclude<ReadStep, BatchStep | GapStep>> {
    signal.throwIfAborted();
    const { filter, journal } = this.#options;
    this.#reader ??= new RecordReader(journal);
    const step = await this.#reader.step(position, filter.record);
    if (step.kind === 'gap') return { kind: 'piece', text: this.#skip(step) };
    if (step.kind === 'batch') {
      const text = this.#render(step);
      return text === '' ? { kind: 'passed', from: step.from, to: step.to } : { kind: 'piece', text };
    }
    this.#position = step.to;
    return step;
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
