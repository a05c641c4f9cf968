import type { Journal, RecordFilter } from '@sdmp/journal';

export type GrowingJournal = Pick<Journal, 'end' | 'read' | 'grownBeyond'>;

/** A delivery: where it is, and what it is for now. */
export interface WaitingReader {
  readonly position: number;
  readonly filter: RecordFilter;
}

interface Waiter {
  readonly reader: WaitingReader;
  /** What it was for when it began to wait. */
  readonly filter: RecordFilter;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

interface Group {
  readonly filter: RecordFilter;
  readonly waiters: Set<Waiter>;
}

/** How long a delivery may stay behind records that are not for it, milliseconds: its position need not move for each. */
const passOverMs = 250;

/**
 * Wakes deliveries when the journal holds something for them. Those of the same filter are looked at once, and those for which
 * nothing came are left alone for a while: subscribers of one tenant cost another's nothing for each outcome.
 */
export class GrowthWatch {
  readonly #journal: GrowingJournal;
  readonly #groups = new Map<string, Group>();
  #stopping: AbortController | undefined;
  #passing: NodeJS.Timeout | undefined;

  constructor(journal: GrowingJournal) {
    this.#journal = journal;
  }

  /**
   * Resolves when there may be records from the reader's position on that match, or have been others for a while. Rejects with the
   * signal's reason, or when the journal is closed.
   */
  async grown(reader: WaitingReader, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#journal.end > reader.position) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const { filter } = reader;
    const waiter: Waiter = { reader, filter, resolve, reject };
    const group = this.#groupOf(filter);
    group.waiters.add(waiter);
    const abort = (): void => {
      group.waiters.delete(waiter);
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    this.#watch();
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', abort);
    }
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
    const group: Group = { filter, waiters: new Set() };
    this.#groups.set(key, group);
    return group;
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
      for (let seen = this.#journal.end; this.#forgetEmpty() > 0; ) {
        await this.#journal.grownBeyond(seen, signal);
        const from = seen;
        seen = this.#journal.end;
        for (const group of this.#groups.values()) void this.#look(group, from, seen);
        this.#passing ??= setTimeout(() => this.#passOver(), passOverMs);
      }
    } catch (cause) {
      if (!signal.aborted) this.#fail(cause);
    }
  }

  /** Wakes those of a group for whom some record of these positions may be. */
  async #look({ filter, waiters }: Group, from: number, to: number): Promise<void> {
    if (waiters.size === 0) return;
    const mayMatch = await this.#mayMatch(filter, from, to);
    for (const waiter of waiters) {
      // Another request may have taken the place of the one that it waits for.
      if (mayMatch || waiter.reader.filter !== waiter.filter) wake(waiters, waiter);
    }
  }

  async #mayMatch(filter: RecordFilter, from: number, to: number): Promise<boolean> {
    try {
      const { batch, next, release } = await this.#journal.read(from, filter);
      release?.();
      return batch !== undefined || next < to;
    } catch {
      // Each delivery reads for itself, and reports what hinders it.
      return true;
    }
  }

  #passOver(): void {
    this.#passing = undefined;
    for (const { waiters } of this.#groups.values()) {
      for (const waiter of waiters) {
        if (waiter.reader.position < this.#journal.end) wake(waiters, waiter);
      }
    }
  }

  #fail(cause: unknown): void {
    for (const { waiters } of this.#groups.values()) {
      for (const waiter of waiters) waiter.reject(cause);
      waiters.clear();
    }
  }

  /** Returns how many groups are left. */
  #forgetEmpty(): number {
    for (const [key, { waiters }] of this.#groups) if (waiters.size === 0) this.#groups.delete(key);
    return this.#groups.size;
  }
}

function wake(waiters: Set<Waiter>, waiter: Waiter): void {
  waiters.delete(waiter);
  waiter.resolve();
}
