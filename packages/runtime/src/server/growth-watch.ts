import { type Journal, type RecordFilter, RecordReader } from '@sdmp/journal';
import { ArrivedScopes } from './arrived-scopes.ts';

/** A delivery: where it is, and what it is for now. */
export interface WaitingReader {
  readonly position: number;
  readonly filter: RecordFilter;
  /** Nothing before this position is for it: it continues there. */
  readonly passOver: (position: number) => void;
}

/** The place of one delivery among those that wait. */
export interface GrowthPlace {
  /**
   * Resolves when there may be records from the reader's position on that match. Rejects with the signal's reason, or when the
   * journal is closed. One wait at a time.
   */
  grown(): Promise<void>;
  /** Gives the place up: nothing may be waited for. */
  leave(): void;
}

/** Kept from wait to wait, so that a wait makes nothing but its promise. */
interface Place {
  readonly reader: WaitingReader;
  /** What it was for when it began to wait. */
  filter: RecordFilter;
  waiting: PromiseWithResolvers<void> | undefined;
}

/**
 * Deliveries of the same filter. In a list, as are those who wait: a `Set` that changes with each commit leaves old tables
 * behind, which keep what was in them from the collector.
 */
interface Group {
  readonly key: string;
  readonly filter: RecordFilter;
  readonly places: Place[];
}

/** How long a delivery may stay behind records that are not for it, milliseconds: its position need not move for each. */
const passOverMs = 250;

/**
 * Wakes deliveries when the journal holds something for them. What came is looked at once for all of them, and those for which
 * nothing came are moved behind it once in a while, without being woken: subscribers of one tenant cost another's next to nothing.
 */
export class GrowthWatch {
  readonly #journal: Journal;
  readonly #groups = new Map<string, Group>();
  readonly #arrived = new ArrivedScopes();
  #waiting = 0;
  #stopping: AbortController | undefined;
  #passing: NodeJS.Timeout | undefined;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Takes in a delivery until it leaves or `signal` aborts. */
  place(reader: WaitingReader, signal: AbortSignal): GrowthPlace {
    const place: Place = { reader, filter: reader.filter, waiting: undefined };
    let group: Group | undefined;
    const leave = (): void => {
      signal.removeEventListener('abort', abort);
      this.#settle(place);
      if (group !== undefined) this.#remove(group, place);
      group = undefined;
    };
    const abort = (): void => {
      const waiting = this.#settle(place);
      leave();
      waiting?.reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    const grown = (): Promise<void> => {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (this.#journal.end > reader.position) return Promise.resolve();
      if (group === undefined || place.filter !== reader.filter) {
        if (group !== undefined) this.#remove(group, place);
        place.filter = reader.filter;
        group = this.#groupOf(reader.filter);
        group.places.push(place);
      }
      this.#waiting += 1;
      place.waiting = Promise.withResolvers();
      this.#watch();
      return place.waiting.promise;
    };
    return { grown, leave };
  }

  /** Waits for nothing more; those who wait are left to their signals. */
  close(): void {
    clearTimeout(this.#passing);
    this.#stopping?.abort();
  }

  #groupOf(filter: RecordFilter): Group {
    const { tenant, campaign, classes } = filter;
    const key = JSON.stringify([tenant, campaign, classes]);
    const existing = this.#groups.get(key);
    if (existing !== undefined) return existing;
    const group: Group = { key, filter, places: [] };
    this.#groups.set(key, group);
    return group;
  }

  #remove({ key, places }: Group, place: Place): void {
    const at = places.indexOf(place);
    if (at >= 0) places.splice(at, 1);
    if (places.length === 0) this.#groups.delete(key);
  }

  #watch(): void {
    if (this.#stopping !== undefined) return;
    this.#stopping = new AbortController();
    void this.#run(this.#stopping.signal).finally(() => {
      this.#stopping = undefined;
    });
  }

  async #run(signal: AbortSignal): Promise<void> {
    try {
      for (let seen = this.#journal.end; this.#groups.size > 0; ) {
        await this.#journal.grownBeyond(seen, signal);
        const from = seen;
        seen = this.#journal.end;
        if (this.#waiting > 0) void this.#look(from, seen);
        this.#passing ??= setTimeout(() => this.#passOver(), passOverMs);
      }
    } catch (cause) {
      if (!signal.aborted) this.#fail(cause);
    }
  }

  /** Wakes those for whom some record of these positions may be. */
  async #look(from: number, to: number): Promise<void> {
    const arrived = this.#arrived;
    let isKnown = false;
    try {
      const { batch, release } = await this.#journal.read(from);
      isKnown = batch !== undefined && arrived.note(batch, from, to);
      release?.();
    } catch {
      // Each delivery reads for itself, and reports what hinders it.
      for (const group of this.#groups.values()) this.#wake(group, true);
      return;
    }
    for (const group of this.#groups.values()) {
      if (isKnown) this.#wake(group, arrived.mayMatch(group.filter));
      else void this.#lookFor(group, from, to);
    }
  }

  /** For more records than one batch holds: the journal passes over what a filter leaves out. */
  async #lookFor(group: Group, from: number, to: number): Promise<void> {
    let mayMatch = true;
    try {
      const { batch, next, release } = await this.#journal.read(from, group.filter);
      release?.();
      mayMatch = batch !== undefined || next < to;
    } catch {
      // As above.
    }
    this.#wake(group, mayMatch);
  }

  #wake({ places }: Group, mayMatch: boolean): void {
    for (const place of places) {
      // Another request may have taken the place of the one that it waits for.
      if (mayMatch || place.reader.filter !== place.filter) this.#settle(place)?.resolve();
    }
  }

  #passOver(): void {
    this.#passing = undefined;
    for (const group of this.#groups.values()) void this.#passOverIn(group);
  }

  /** Moves those of a filter that wait behind what is not for them: read once for all of them. Others are woken. */
  async #passOverIn(group: Group): Promise<void> {
    const { end } = this.#journal;
    const positions = group.places.map(({ reader, waiting }) => (waiting === undefined ? end : reader.position));
    const from = positions.reduce((least, position) => Math.min(least, position), end);
    if (from >= end) return;
    let passed = from;
    const records = new RecordReader(this.#journal, { givesBack: true });
    try {
      while (passed < end) {
        const step = await records.step(passed, group.filter, { to: end });
        if (step.kind !== 'passed') break;
        passed = step.to;
      }
    } catch {
      // Each delivery reads for itself, and reports what hinders it.
    } finally {
      records.close();
    }
    for (const place of group.places) this.#passOverAt(place, { from, passed, end });
  }

  #passOverAt(place: Place, { from, passed, end }: { from: number; passed: number; end: number }): void {
    const { reader, waiting } = place;
    if (waiting === undefined || reader.position >= end) return;
    const isPassed = reader.position >= from && passed >= end && reader.filter === place.filter;
    if (isPassed) reader.passOver(end);
    else this.#settle(place)?.resolve();
  }

  #fail(cause: unknown): void {
    for (const { places } of this.#groups.values()) for (const place of places) this.#settle(place)?.reject(cause);
  }

  /** Returns what it waits with, if it waits: it does not any more. */
  #settle(place: Place): PromiseWithResolvers<void> | undefined {
    const { waiting } = place;
    if (waiting === undefined) return undefined;
    place.waiting = undefined;
    this.#waiting -= 1;
    return waiting;
  }
}
