import type { Cursor, Journal } from '@sdmp/journal';
import type { ServiceSettings } from './service-options.ts';

/** Positions saved in one transaction: when very many park at once, outcomes are recorded between them. */
const positionsPerSave = 1000;

/** Something whose position is saved. */
export interface Saveable {
  /** The cursor as it stands now; undefined when it is gone and must not be saved. */
  readonly cursor: () => Cursor | undefined;
}

/**
 * Saves moved positions, many in one transaction: at an interval, and at once when somebody waits for it. One save is under
 * way at a time; what moves meanwhile goes with the next.
 */
export class PositionSaver {
  readonly #journal: Journal;
  readonly #intervalMs: number;
  readonly #settings: Pick<ServiceSettings, 'events' | 'logger'>;
  readonly #dirty = new Set<Saveable>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<boolean> = Promise.resolve(true);
  #hasFailed = false;

  constructor(journal: Journal, intervalMs: number, settings: Pick<ServiceSettings, 'events' | 'logger'>) {
    this.#journal = journal;
    this.#intervalMs = intervalMs;
    this.#settings = settings;
  }

  /** Notes a moved position; it is saved within the interval. */
  mark(item: Saveable): void {
    this.#dirty.add(item);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, this.#intervalMs);
  }

  /** Saves everything that is marked now. False: the attempt failed, and it stays marked. Never rejects. */
  flush(): Promise<boolean> {
    this.#running = this.#running.then(() => this.#saveDirty());
    return this.#running;
  }

  async #saveDirty(): Promise<boolean> {
    const items = [...this.#dirty];
    this.#dirty.clear();
    for (let at = 0; at < items.length; at += positionsPerSave) {
      if (await this.#save(items.slice(at, at + positionsPerSave))) continue;
      for (const item of items.slice(at)) this.mark(item);
      return false;
    }
    return true;
  }

  async #save(items: readonly Saveable[]): Promise<boolean> {
    const cursors = items.map((item) => item.cursor()).filter((cursor) => cursor !== undefined);
    if (cursors.length === 0) return true;
    try {
      await this.#journal.cursors.save(cursors);
      if (this.#hasFailed) this.#settings.logger.info?.('Positions can be saved again');
      this.#hasFailed = false;
      return true;
    } catch (cause) {
      this.#settings.events.report('positionsNotSaved', { cause });
      this.#hasFailed = true;
      return false;
    }
  }

  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
