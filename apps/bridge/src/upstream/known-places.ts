import { type Cursor, type CursorKey, type Journal, ownerOf, upstreamCursor } from '@sdmp/journal';
import type { Outcome } from '@sdmp/outcomes';

/** Outcomes of one batch that are new, and the positions to save with them. */
export interface Admitted {
  readonly fresh: readonly Outcome[];
  readonly cursors: readonly Cursor[];
}

/**
 * Branches of an upstream's journal whose places are remembered. Each start of an upstream that records begins one, and a
 * dialer sends again at most what is not acknowledged, which is of its newest few.
 */
export const maxKnownBranches = 64;

/** How far one journal of the upstream has come within a batch. */
interface Reached {
  readonly journal: string;
  next: number;
  hasMoved: boolean;
}

/**
 * How far an upstream's own journal has been recorded here. A dialer that was not told of our last commits sends them
 * again; by their places they are known (PS-2, ACK-3). Outcomes without a place cannot be told apart.
 */
export class KnownPlaces {
  readonly #cursorOf: (journal: string) => CursorKey;
  readonly #now: () => number;
  /** Next position to record, by cursor name; the branch that moved last stands last. */
  readonly #next: Map<string, number>;

  /** A place is reached by one token: under another one the same dialer may send what was never asked for before. */
  constructor(upstream: string, persistToken: string, saved: readonly Cursor[], now: () => number = Date.now) {
    this.#cursorOf = (journal) => upstreamCursor(upstream, persistToken, journal);
    this.#now = now;
    const known = cursorsOf(upstream, persistToken, saved).slice(-maxKnownBranches);
    this.#next = new Map(known.map(({ name, position }) => [name, position]));
  }

  /** Loads what was saved, and removes the positions of branches beyond `maxKnownBranches`, oldest first. */
  static async load(journal: Pick<Journal, 'cursors'>, upstream: string, persistToken: string): Promise<KnownPlaces> {
    const saved = await journal.cursors.load();
    const forgotten = cursorsOf(upstream, persistToken, saved).slice(0, -maxKnownBranches);
    if (forgotten.length > 0) await journal.cursors.remove(forgotten);
    return new KnownPlaces(upstream, persistToken, saved);
  }

  /** Leaves out what is recorded already. Nothing is remembered before `recorded`. */
  admit(batch: readonly Outcome[]): Admitted {
    const moved = new Map<string, Reached>();
    // One after the other they are mostly of one journal; none has an empty name.
    let reached: Reached = { journal: '', next: 0, hasMoved: false };
    const fresh = batch.filter(({ place }) => {
      if (place === undefined) return true;
      const { journal, position } = place;
      if (reached.journal !== journal) {
        reached = moved.get(journal) ?? {
          journal,
          next: this.#next.get(this.#cursorOf(journal).name) ?? 0,
          hasMoved: false,
        };
        moved.set(journal, reached);
      }
      if (position < reached.next) return false;
      reached.next = position + 1;
      reached.hasMoved = true;
      return true;
    });
    const touched = this.#now();
    const cursors = [...moved.values()]
      .filter(({ hasMoved }) => hasMoved)
      .map(({ journal, next }) => ({ ...this.#cursorOf(journal), position: next, filter: {}, touched }));
    return { fresh, cursors };
  }

  /** These cursors are on disk. */
  recorded(cursors: readonly Cursor[]): void {
    for (const { name, position } of cursors) {
      this.#next.delete(name);
      this.#next.set(name, position);
    }
    for (const name of this.#next.keys()) {
      if (this.#next.size <= maxKnownBranches) break;
      this.#next.delete(name);
    }
  }
}

/** The saved positions of an upstream under a token, the one that moved last at the end. */
function cursorsOf(upstream: string, persistToken: string, saved: readonly Cursor[]): readonly Cursor[] {
  return saved
    .filter((cursor) => {
      const owner = ownerOf(cursor);
      return owner.kind === 'upstream' && owner.upstream === upstream && owner.token === persistToken;
    })
    .toSorted((a, b) => a.touched - b.touched);
}
