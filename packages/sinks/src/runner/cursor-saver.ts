import type { Journal, RecordFilter } from '@sdmp/journal';
import type { SinkClock } from '../sink-clock.ts';
import { SinkError } from '../sink-error.ts';
import type { SinkLogger } from '../sink-logger.ts';

/** The cursor of a sink belongs to no tenant. */
const tenant = '';

export interface CursorSaverOptions {
  readonly journal: Journal;
  /** Name of the sink. */
  readonly name: string;
  readonly filter: RecordFilter;
  readonly clock: SinkClock;
  readonly logger: SinkLogger;
}

/** Name of a sink's cursor in the journal. */
export function sinkCursorName(sink: string): string {
  return `sink:${sink}`;
}

/**
 * Keeps how far a sink has come. Saving runs beside delivering, always with the latest position: what a crash forgets is
 * delivered again, which receivers tell by the ids.
 */
export class CursorSaver {
  readonly #options: CursorSaverOptions;
  #position: number | undefined;
  #saved: number | undefined;
  #saving: Promise<void> | undefined;

  constructor(options: CursorSaverOptions) {
    this.#options = options;
  }

  /** Where the sink goes on, or begins; a beginning is on disk when this resolves. Rejects with `SINK_STATE`, retryable. */
  async begin(start: 'beginning' | 'now'): Promise<number> {
    const { journal, name } = this.#options;
    const saved = await this.#load();
    if (saved !== undefined) return saved;
    const position = start === 'now' ? journal.end : journal.first;
    this.moveTo(position);
    if (await this.flush()) return position;
    // A crash would let a sink that begins now begin later still.
    const message = `Sink ${name} cannot begin before the journal has stored its position: mend the journal's disk`;
    throw new SinkError('SINK_STATE', message, { retryable: true });
  }

  /** To be saved when the write that is under way is done. */
  moveTo(position: number): void {
    this.#position = position;
    this.#saving ??= this.#save();
  }

  /** Resolves when the latest position is on disk; false when it could not be written. */
  async flush(): Promise<boolean> {
    await this.#saving;
    if (this.#position !== undefined && this.#position !== this.#saved) await (this.#saving ??= this.#save());
    return this.#position === undefined || this.#position === this.#saved;
  }

  async #load(): Promise<number | undefined> {
    const wanted = sinkCursorName(this.#options.name);
    let found: number | undefined;
    await this.#options.journal.cursors.each((cursor) => {
      if (cursor.tenant === tenant && cursor.name === wanted) found = cursor.position;
    });
    this.#saved = found;
    return found;
  }

  async #save(): Promise<void> {
    const { journal, name, filter, clock, logger } = this.#options;
    try {
      while (this.#position !== undefined && this.#position !== this.#saved) {
        const position = this.#position;
        await journal.cursors.save([{ name: sinkCursorName(name), tenant, position, filter, touched: clock.now() }]);
        this.#saved = position;
      }
    } catch (cause) {
      logger.warn?.(`The position of sink ${name} could not be saved; it is tried again with the next`, { cause });
    } finally {
      this.#saving = undefined;
    }
  }
}
