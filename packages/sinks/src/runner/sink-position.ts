import { type Cursor, CursorSaver, type Journal, type RecordFilter, sinkCursor } from '@sdmp/journal';
import type { SinkClock } from '../sink-clock.ts';
import { SinkError } from '../sink-error.ts';
import type { SinkEventLog } from '../sink-events.ts';
import type { SinkLogger } from '../sink-logger.ts';

export interface SinkPositionOptions {
  readonly journal: Journal;
  /** Name of the sink. */
  readonly name: string;
  readonly filter: RecordFilter;
  readonly clock: SinkClock;
  readonly events: SinkEventLog;
  readonly logger: SinkLogger;
}

/**
 * Keeps how far a sink has come. Saving runs beside delivering, always with the latest position: what a crash forgets is
 * delivered again, which receivers tell by the ids.
 */
export class SinkPosition {
  readonly #options: SinkPositionOptions;
  readonly #saver: CursorSaver;
  #position = 0;

  constructor(options: SinkPositionOptions) {
    const { journal, name, events, logger } = options;
    this.#options = options;
    this.#saver = new CursorSaver({
      journal,
      onTrouble: (cause) => events.report('positionsNotSaved', { sink: name, cause }),
      onRecovered: () => logger.info?.(`The position of sink ${name} can be saved again`),
    });
  }

  /** Where the sink continues, or begins; a beginning is on disk when this resolves. Rejects with `SINK_STATE`, retryable. */
  async begin(start: 'beginning' | 'now'): Promise<number> {
    const { journal, name } = this.#options;
    const saved = await this.#load();
    if (saved !== undefined) return saved;
    const position = start === 'now' ? journal.end : journal.first;
    this.moveTo(position);
    if (await this.#saver.flush()) return position;
    // A crash would let a sink that begins now begin later still.
    const message = `Sink ${name} cannot begin before the journal has stored its position: repair the journal's disk`;
    throw new SinkError('SINK_STATE', message, { retryable: true });
  }

  /** To be saved when the write that is under way is done. */
  moveTo(position: number): void {
    this.#position = position;
    this.#saver.mark(this);
  }

  readonly cursor = (): Cursor => {
    const { name, filter, clock } = this.#options;
    return { ...sinkCursor(name), position: this.#position, filter, touched: clock.now() };
  };

  /** Saves the latest position, one attempt. */
  async close(): Promise<void> {
    await this.#saver.close();
  }

  async #load(): Promise<number | undefined> {
    const wanted = sinkCursor(this.#options.name);
    let found: number | undefined;
    await this.#options.journal.cursors.each(({ tenant, name, position }) => {
      if (tenant === wanted.tenant && name === wanted.name) found = position;
    });
    return found;
  }
}
