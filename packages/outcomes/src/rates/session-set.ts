/** Different sessions that a report tells apart in all its rows together, by default; each takes about 50 bytes. */
export const defaultMaxSessions = 2_000_000;

/** How many sessions may still be told apart, shared by all sets of a report. */
export class SessionRoom {
  readonly #most: number;
  #taken = 0;

  constructor(most = defaultMaxSessions) {
    this.#most = most;
  }

  /** Whether more sessions came than there is room for: then none of the sets is complete. */
  get isFull(): boolean {
    return this.#taken > this.#most;
  }

  take(): boolean {
    this.#taken++;
    return !this.isFull;
  }

  giveBack(): void {
    this.#taken--;
  }

  /** There were more before. */
  fill(): void {
    this.#taken = Number.POSITIVE_INFINITY;
  }
}

const mask = 0x1f_ffff;
const high = 2 ** 32;

/**
 * Returns 53 bits of a digest of a session's name. Two of a million sessions have the same one once in 18,000 times; names themselves
 * are not kept, because they may say who was called.
 */
export function sessionDigest(session: string): number {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < session.length; at++) {
    const unit = session.charCodeAt(at);
    one = Math.imul(one ^ unit, 2_654_435_761);
    two = Math.imul(two ^ unit, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return (two & mask) * high + (one >>> 0);
}

/** Counts different sessions, and how often each came. */
export class SessionSet {
  readonly #room: SessionRoom;
  readonly #times = new Map<number, number>();

  constructor(room: SessionRoom) {
    this.#room = room;
  }

  /** How many there are; undefined when there were more than the report tells apart. */
  get count(): number | undefined {
    return this.#room.isFull ? undefined : this.#times.size;
  }

  /** Counts a session `times` more often; one that came no more than that is taken away. */
  add(digest: number, times = 1): void {
    if (this.#room.isFull) {
      this.#times.clear();
      return;
    }
    const before = this.#times.get(digest);
    const now = (before ?? 0) + times;
    if (now <= 0) {
      if (this.#times.delete(digest)) this.#room.giveBack();
    } else if (before !== undefined || this.#room.take()) {
      this.#times.set(digest, now);
    }
  }

  /** What `add` has taken, for a snapshot. */
  entries(): readonly (readonly [digest: number, times: number])[] {
    return [...this.#times];
  }
}
