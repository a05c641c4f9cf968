import type { Cursor, Journal } from '../journal.ts';

/** Something whose position is saved. */
export interface SavedPosition {
  /** The cursor as it stands now; undefined when it is gone and must not be saved. */
  readonly cursor: () => Cursor | undefined;
}

/** Options of `CursorSaver`. */
export interface CursorSaverOptions {
  /** Where cursors are saved. */
  readonly journal: Pick<Journal, 'cursors'>;
  /** How long a moved position waits for others, milliseconds. Default 0: it is saved as soon as the save under way is done. */
  readonly intervalMs?: number;
  /** Called each time that saving fails, with the number of failures in a row. What failed is tried again. */
  readonly onTrouble?: (cause: unknown, failures: number) => void;
  /** Called once when it works again. */
  readonly onRecovered?: () => void;
}

/** Positions saved in one transaction: when very many are saved at once, records are stored between them. */
const positionsPerSave = 1000;
/** After a failure, milliseconds, where the interval is shorter. */
const retryMs = 1000;

/**
 * Saves moved positions, many in one transaction: at an interval, and at once when somebody waits for it. One save is under
 * way at a time, always with the latest positions; what moves meanwhile goes with the next.
 */
export class CursorSaver {
  readonly #options: CursorSaverOptions;
  readonly #moved = new Set<SavedPosition>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<boolean> = Promise.resolve(true);
  #failures = 0;

  constructor(options: CursorSaverOptions) {
    this.#options = options;
  }

  /** Notes a moved position; it is saved within the interval. */
  mark(position: SavedPosition): void {
    this.#moved.add(position);
    const { intervalMs = 0 } = this.#options;
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        void this.flush();
      },
      this.#failures > 0 ? Math.max(intervalMs, retryMs) : intervalMs,
    );
  }

  /** Saves everything that is marked now. False: the attempt failed, and it stays marked. Never rejects. */
  flush(): Promise<boolean> {
    this.#running = this.#running.then(() => this.#saveMoved());
    return this.#running;
  }

  /** Saves what is marked, one attempt. */
  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #saveMoved(): Promise<boolean> {
    const positions = [...this.#moved];
    this.#moved.clear();
    for (let at = 0; at < positions.length; at += positionsPerSave) {
      if (await this.#save(positions.slice(at, at + positionsPerSave))) continue;
      for (const position of positions.slice(at)) this.mark(position);
      return false;
    }
    return true;
  }

  async #save(positions: readonly SavedPosition[]): Promise<boolean> {
    const { journal, onTrouble, onRecovered } = this.#options;
    const cursors = positions.map((position) => position.cursor()).filter((cursor) => cursor !== undefined);
    if (cursors.length === 0) return true;
    try {
      await journal.cursors.save(cursors);
    } catch (cause) {
      onTrouble?.(cause, ++this.#failures);
      return false;
    }
    if (this.#failures > 0) onRecovered?.();
    this.#failures = 0;
    return true;
  }
}
