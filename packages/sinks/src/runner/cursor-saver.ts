import type { Journal, RecordFilter } from '@sdmp/journal';
import type { SinkClock } from '../sink-clock.ts';
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

  async load(): Promise<number | undefined> {
    const wanted = sinkCursorName(this.#options.name);
    const cursors = await this.#options.journal.cursors.load();
    const found = cursors.find((cursor) => cursor.tenant === tenant && cursor.name === wanted);
    this.#saved = found?.position;
    return found?.position;
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
