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

const fewestSlots = 8;

/** Counts different sessions, and how often each came, in two arrays: no object for a session. */
export class SessionSet {
  readonly #room: SessionRoom;
  /** Digests and 1, so that 0 is an empty slot. */
  #keys = new Float64Array(fewestSlots);
  /** How often each came; 0 for one that was taken back. */
  #times = new Float64Array(fewestSlots);
  /** Slots with a key. */
  #used = 0;
  #count = 0;

  constructor(room: SessionRoom) {
    this.#room = room;
  }

  /** How many there are; undefined when there were more than the report tells apart. */
  get count(): number | undefined {
    return this.#room.isFull ? undefined : this.#count;
  }

  /** Counts a session `times` more often; one that came no more than that is taken away. */
  add(digest: number, times = 1): void {
    if (this.#room.isFull) {
      if (this.#used > 0) this.#clear();
      return;
    }
    const key = digest + 1;
    let slot = this.#slotOf(key);
    const before = this.#times[slot] ?? 0;
    const now = before + times;
    if (now <= 0) {
      if (before === 0) return;
      this.#times[slot] = 0;
      this.#count--;
      this.#room.giveBack();
      return;
    }
    if (before === 0) {
      if (!this.#room.take()) return;
      this.#count++;
    }
    if (this.#keys[slot] === 0) {
      if (++this.#used > this.#keys.length / 2) {
        this.#makeRoom();
        slot = this.#slotOf(key);
      }
      this.#keys[slot] = key;
    }
    this.#times[slot] = now;
  }

  /** What `add` has taken, for a snapshot. */
  entries(): readonly (readonly [digest: number, times: number])[] {
    const found: (readonly [digest: number, times: number])[] = [];
    for (const [slot, times] of this.#times.entries()) if (times > 0) found.push([(this.#keys[slot] ?? 0) - 1, times]);
    return found;
  }

  /** The slot that has the key, or the empty one that it would get. */
  #slotOf(key: number): number {
    const last = this.#keys.length - 1;
    // The low 32 bits of a digest are as good as any.
    let slot = (key | 0) & last;
    for (;;) {
      const held = this.#keys[slot];
      if (held === key || held === 0) return slot;
      slot = (slot + 1) & last;
    }
  }

  /** Gives those that are there room for as many again; those that were taken back go. */
  #makeRoom(): void {
    const [keys, times] = [this.#keys, this.#times];
    let slots = fewestSlots;
    while (slots < (this.#count + 1) * 4) slots *= 2;
    this.#keys = new Float64Array(slots);
    this.#times = new Float64Array(slots);
    this.#used = 1;
    for (let at = 0; at < keys.length; at++) {
      const many = times[at] ?? 0;
      const key = keys[at] ?? 0;
      if (many === 0) continue;
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#times[slot] = many;
      this.#used++;
    }
  }

  #clear(): void {
    this.#keys = new Float64Array(fewestSlots);
    this.#times = new Float64Array(fewestSlots);
    this.#used = 0;
    this.#count = 0;
  }
}
