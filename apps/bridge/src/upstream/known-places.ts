import type { Cursor, Journal } from '@sdmp/journal';
import { type Outcome, parseOutcomeId } from '@sdmp/outcomes';

/** Outcomes of one batch that are new, and the positions to save with them. */
export interface Admitted {
  readonly fresh: readonly Outcome[];
  readonly cursors: readonly Cursor[];
}

/**
 * How far an upstream's own journal has been recorded here. A dialer that was not told of our last commits sends them
 * again; by their places they are known (PS-2, ACK-3). Outcomes without a place cannot be told apart.
 */
export class KnownPlaces {
  readonly #prefix: string;
  readonly #now: () => number;
  /** Next position to record, by cursor name. */
  readonly #next: Map<string, number>;

  /** A place is reached by one token: under another one the same dialer may send what was never asked for before. */
  constructor(upstream: string, persistToken: string, saved: readonly Cursor[], now: () => number = Date.now) {
    this.#prefix = `upstream/${upstream}/${persistToken}/`;
    this.#now = now;
    const own = saved.filter(({ tenant, name }) => tenant === '' && name.startsWith(this.#prefix));
    this.#next = new Map(own.map(({ name, position }) => [name, position]));
  }

  static async load(journal: Journal, upstream: string, persistToken: string): Promise<KnownPlaces> {
    return new KnownPlaces(upstream, persistToken, await journal.cursors.load());
  }

  /** Leaves out what is recorded already. Nothing is remembered before `recorded`. */
  admit(batch: readonly Outcome[]): Admitted {
    const moved = new Map<string, number>();
    const fresh = batch.filter(({ id }) => {
      const place = id === undefined ? undefined : parseOutcomeId(id);
      if (place === undefined) return true;
      const name = this.#prefix + place.journal;
      if (place.position < (moved.get(name) ?? this.#next.get(name) ?? 0)) return false;
      moved.set(name, place.position + 1);
      return true;
    });
    const touched = this.#now();
    const cursors = Array.from(moved, ([name, position]) => ({ name, tenant: '', position, filter: {}, touched }));
    return { fresh, cursors };
  }

  /** These cursors are on disk. */
  recorded(cursors: readonly Cursor[]): void {
    for (const { name, position } of cursors) this.#next.set(name, position);
  }
}
