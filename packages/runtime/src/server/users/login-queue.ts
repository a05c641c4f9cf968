/** Who an attempt is by. */
export interface Applicant {
  readonly address: string;
  readonly user: string;
  /** When it was made, on the clock of the queue: who was delayed before is not the newest. Default: now. */
  readonly madeAt?: number;
}

export interface LoginQueueOptions {
  /** Checks at once. */
  readonly atOnce: number;
  readonly maxWaiting: number;
  readonly maxWaitingPerAddress: number;
  /** Addresses that are remembered; above it the one that was seen or checked longest ago is forgotten. */
  readonly maxKeys: number;
  /** Whether the user has authenticated from that address before, and nobody has failed there as that user since. */
  readonly isKnown: (applicant: Applicant) => boolean;
  /** Whether any user has. */
  readonly isProven: (address: string) => boolean;
  /** Failures that are not forgiven yet. */
  readonly failuresOfAddress: (address: string) => number;
  readonly failuresOfUser: (user: string) => number;
  /** Time between two checks of an address, milliseconds. */
  readonly paceOf: (address: string) => number;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

interface Waiting extends Required<Applicant> {
  /** Grows with each attempt. */
  readonly order: number;
  /** True: its turn has come. False: it has to leave. */
  readonly settle: (isItsTurn: boolean) => void;
}

interface SeenAddress {
  /** Order of the first attempt from there. */
  readonly since: number;
  /** When it had its latest check; -Infinity: never. */
  readonly checkedAt: number;
  readonly checks: number;
}

/** Of so many turns of an address one goes by failures of users, the others by the time that they have waited. */
const turnsOfCycle = 3;

/** Kinds of those who wait; the smaller comes first. */
const kinds = { known: 0, proven: 1, blameless: 2, other: 3 } as const;

/**
 * Gives attempts to authenticate their turns. First come users at addresses from which they have authenticated before and nobody
 * has failed as them since, then addresses from which others have and that failed rarely, then addresses without failures, then the rest, each address in turn and in its pace.
 *
 * Of an address one turn in three goes to the user with the fewest failures, the others to the one who has waited longest: a user whose
 * password is guessed, or who is one of many there, waits for half as many checks more than were asked for before. Of addresses that never had a check every second turn goes to the one that was seen last: a crowd of new
 * addresses that guess holds back those who come after it for a check or two, not until each of them had its own.
 */
export class LoginQueue {
  readonly #options: LoginQueueOptions;
  readonly #waiting = new Set<Waiting>();
  /** The one that was seen or checked longest ago first. */
  readonly #addresses = new Map<string, SeenAddress>();
  /** Whether the next turn among addresses that never had a check goes to the one seen last. */
  #isNewestNext = true;
  #running = 0;
  #order = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LoginQueueOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Runs a check when its turn comes; undefined when too many wait. */
  async run<Result>(applicant: Applicant, check: () => Promise<Result>): Promise<Result | undefined> {
    if (!(await this.#turn(applicant))) return undefined;
    try {
      return await check();
    } finally {
      this.#running--;
      this.#noteEnd(applicant.address);
      this.#next();
    }
  }

  /** Sends everyone away who waits. */
  close(): void {
    clearTimeout(this.#timer);
    for (const waiting of this.#waiting) waiting.settle(false);
    this.#waiting.clear();
  }

  #turn(applicant: Applicant): Promise<boolean> {
    this.#order++;
    this.#noteSeen(applicant.address);
    if (!this.#makeRoom(applicant)) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const madeAt = applicant.madeAt ?? this.#options.now();
    this.#waiting.add({ ...applicant, madeAt, order: this.#order, settle: resolve });
    this.#next();
    return promise;
  }

  /**
   * When too many of an address wait, one has to leave: the newest of the user with the most failures, if that are more than the newcomer's.
   * When too many wait in all: the newest of a kind that comes after the newcomer's, else the newest of the address with the most, if
   * that are more than the newcomer's would then be, else of addresses that never had a check the one whose turn would come last.
   */
  #makeRoom(applicant: Applicant): boolean {
    const { maxWaiting, maxWaitingPerAddress } = this.#options;
    const counts = new Map<string, number>();
    for (const { address } of this.#waiting) counts.set(address, (counts.get(address) ?? 0) + 1);
    const own = counts.get(applicant.address) ?? 0;
    if (own >= maxWaitingPerAddress) return this.#putOff(this.#mostGuessed(applicant));
    if (this.#waiting.size < maxWaiting) return true;
    const kind = this.#kind(applicant);
    const most = Math.max(own + 2, ...counts.values());
    const newestFirst = [...this.#waiting].toReversed();
    const leaving =
      newestFirst.find((waiting) => this.#kind(waiting) > kind) ??
      newestFirst.find((waiting) => counts.get(waiting.address) === most) ??
      this.#lastOfUnchecked(applicant);
    return this.#putOff(leaving);
  }

  /** Returns whether there was one to put off. */
  #putOff(leaving: Waiting | undefined): boolean {
    if (leaving === undefined) return false;
    this.#waiting.delete(leaving);
    leaving.settle(false);
    return true;
  }

  /** Who waits at the address of a newcomer for a user with more failures than theirs; of several the newest. */
  #mostGuessed({ address, user }: Applicant): Waiting | undefined {
    const { failuresOfUser } = this.#options;
    let found: Waiting | undefined;
    let most = Math.ceil(failuresOfUser(user)) + 1;
    for (const waiting of this.#waiting) {
      const failures = waiting.address === address ? Math.ceil(failuresOfUser(waiting.user)) : 0;
      if (failures >= most) [found, most] = [waiting, failures];
    }
    return found;
  }

  /** Turns go to the oldest and the newest of them alternately: the one in the middle has the last. */
  #lastOfUnchecked(applicant: Applicant): Waiting | undefined {
    if (!this.#isUnchecked(applicant)) return undefined;
    const bySince = this.#unchecked().toSorted((one, other) => this.#since(one) - this.#since(other));
    const last = bySince[Math.floor(bySince.length / 2)];
    return last !== undefined && this.#since(last) < this.#since(applicant) ? last : undefined;
  }

  #next(): void {
    clearTimeout(this.#timer);
    const { atOnce, now } = this.#options;
    while (this.#running < atOnce && this.#waiting.size > 0) {
      const next = this.#first();
      if (next === undefined) {
        const waitMs = Math.min(...Array.from(this.#waiting, ({ address }) => this.#readyAt(address))) - now();
        this.#timer = setTimeout(() => this.#next(), Math.max(1, Math.ceil(waitMs)));
        return;
      }
      this.#waiting.delete(next);
      this.#running++;
      this.#noteTurn(next.address);
      next.settle(true);
    }
  }

  #first(): Waiting | undefined {
    const now = this.#options.now();
    let best: Waiting | undefined;
    for (const waiting of this.#waiting) {
      if (this.#readyAt(waiting.address) > now) continue;
      if (best === undefined || this.#isBefore(waiting, best)) best = waiting;
    }
    return best !== undefined && this.#isUnchecked(best) ? this.#firstOfUnchecked(best) : best;
  }

  #firstOfUnchecked(oldest: Waiting): Waiting {
    const isNewestNext = this.#isNewestNext;
    this.#isNewestNext = !isNewestNext;
    if (!isNewestNext) return oldest;
    return this.#unchecked().reduce((best, each) => (this.#since(each) > this.#since(best) ? each : best), oldest);
  }

  #unchecked(): readonly Waiting[] {
    return [...this.#waiting].filter((waiting) => this.#isUnchecked(waiting));
  }

  /** Whether the address is without failures and successes, and never had a check. */
  #isUnchecked(applicant: Applicant): boolean {
    return this.#kind(applicant) === kinds.blameless && this.#checkedAt(applicant.address) === Number.NEGATIVE_INFINITY;
  }

  #isBefore(one: Waiting, other: Waiting): boolean {
    const [ranks, others] = [this.#rank(one), this.#rank(other)];
    const at = ranks.findIndex((rank, index) => rank !== others[index]);
    return at >= 0 && (ranks[at] ?? 0) < (others[at] ?? 0);
  }

  #kind(applicant: Applicant): number {
    const { isKnown, isProven, failuresOfAddress, paceOf } = this.#options;
    const { address } = applicant;
    if (isKnown(applicant)) return kinds.known;
    if (isProven(address) && paceOf(address) === 0) return kinds.proven;
    return failuresOfAddress(address) === 0 ? kinds.blameless : kinds.other;
  }

  /** What decides, most important first; the smaller comes first. */
  #rank(waiting: Waiting): readonly number[] {
    const { address, user, madeAt, order } = waiting;
    const isLongestNext = (this.#addresses.get(address)?.checks ?? 0) % turnsOfCycle > 0;
    const failures = isLongestNext ? 0 : Math.ceil(this.#options.failuresOfUser(user));
    return [this.#kind(waiting), this.#checkedAt(address), failures, madeAt, order];
  }

  #readyAt(address: string): number {
    return this.#checkedAt(address) + this.#options.paceOf(address);
  }

  #checkedAt(address: string): number {
    return this.#addresses.get(address)?.checkedAt ?? Number.NEGATIVE_INFINITY;
  }

  #since({ address }: Applicant): number {
    return this.#addresses.get(address)?.since ?? 0;
  }

  #noteSeen(address: string): void {
    if (this.#addresses.has(address)) return;
    this.#note(address, { since: this.#order, checkedAt: Number.NEGATIVE_INFINITY, checks: 0 });
  }

  #noteTurn(address: string): void {
    const { since, checks } = this.#addresses.get(address) ?? { since: this.#order, checks: 0 };
    this.#note(address, { since, checkedAt: this.#options.now(), checks: checks + 1 });
  }

  /** The pace of an address counts from the end of its check. */
  #noteEnd(address: string): void {
    const { since, checks } = this.#addresses.get(address) ?? { since: this.#order, checks: 1 };
    this.#note(address, { since, checkedAt: this.#options.now(), checks });
  }

  #note(address: string, seen: SeenAddress): void {
    this.#addresses.delete(address);
    this.#addresses.set(address, seen);
    const [oldest] = this.#addresses.keys();
    if (this.#addresses.size > this.#options.maxKeys && oldest !== undefined) this.#addresses.delete(oldest);
  }
}
