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
/** A slot is a key and how often it came, side by side, so that both are read at once. */
const slotLength = 2;
/** Share of slots that may have a key: above it most look-ups would pass over others. */
const fullShare = 0.7;
/** Slots for each session after room was made. */
const slotsEach = 2.5;

/** Counts different sessions, and how often each came, in one array: no object for a session. */
export class SessionSet {
  readonly #room: SessionRoom;
  /** Keys are digests and 1, so that 0 is an empty slot; one that was taken back came 0 times. */
  #slots = new Float64Array(fewestSlots * slotLength);
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
    let at = this.#find(key);
    const before = this.#slots[at + 1] ?? 0;
    const now = before + times;
    if (now <= 0) {
      if (before === 0) return;
      this.#slots[at + 1] = 0;
      this.#count--;
      this.#room.giveBack();
      return;
    }
    if (before === 0) {
      if (!this.#room.take()) return;
      this.#count++;
    }
    if (this.#slots[at] === 0) {
      if (++this.#used > (this.#slots.length / slotLength) * fullShare) {
        this.#makeRoom();
        at = this.#find(key);
      }
      this.#slots[at] = key;
    }
    this.#slots[at + 1] = now;
  }

  /** What `add` has taken, for a snapshot. */
  entries(): readonly (readonly [digest: number, times: number])[] {
    const found: (readonly [digest: number, times: number])[] = [];
    const slots = this.#slots;
    for (let at = 0; at < slots.length; at += slotLength) {
      const times = slots[at + 1] ?? 0;
      if (times > 0) found.push([(slots[at] ?? 0) - 1, times]);
    }
    return found;
  }

  /** Returns where the slot begins that has the key, or the empty one that it would get. */
  #find(key: number): number {
    const slots = this.#slots;
    const last = slots.length - slotLength;
    // The low bits of a digest are spread as evenly as the others.
    let at = (key * slotLength) & last;
    for (;;) {
      const held = slots[at];
      if (held === key || held === 0) return at;
      at = (at + slotLength) & last;
    }
  }

  /** Gives those that are there room for more than as many again; those that were taken back go. */
  #makeRoom(): void {
    const before = this.#slots;
    let slots = fewestSlots;
    while (slots < (this.#count + 1) * slotsEach) slots *= 2;
    this.#slots = new Float64Array(slots * slotLength);
    this.#used = 1;
    for (let from = 0; from < before.length; from += slotLength) {
      const times = before[from + 1] ?? 0;
      if (times === 0) continue;
      const key = before[from] ?? 0;
      const at = this.#find(key);
      this.#slots[at] = key;
      this.#slots[at + 1] = times;
      this.#used++;
    }
  }

  #clear(): void {
    this.#slots = new Float64Array(fewestSlots * slotLength);
    this.#used = 0;
    this.#count = 0;
  }
}
