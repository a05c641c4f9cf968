/** Who an attempt is by. */
export interface Applicant {
  readonly address: string;
  readonly user: string;
}

export interface LoginQueueOptions {
  /** Checks at once. */
  readonly atOnce: number;
  readonly maxWaiting: number;
  readonly maxWaitingPerAddress: number;
  /** Addresses whose latest check is remembered; above it the one whose check is longest ago is forgotten. */
  readonly maxKeys: number;
  /** Whether the user has authenticated from that address before. */
  readonly isKnown: (applicant: Applicant) => boolean;
  /** Failures that are not forgiven yet. */
  readonly failuresOfAddress: (address: string) => number;
  readonly failuresOfUser: (user: string) => number;
  /** Time between two checks of an address, milliseconds. */
  readonly paceOf: (address: string) => number;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

interface Waiting extends Applicant {
  /** Grows with each attempt. */
  readonly order: number;
  /** True: its turn has come. False: it has to leave. */
  readonly settle: (isItsTurn: boolean) => void;
}

/**
 * Gives attempts to authenticate their turns. First come users at addresses from which they have authenticated before, then addresses without
 * failures, then the others, each address in turn and in its pace, and of an address first the user with the fewest failures.
 */
export class LoginQueue {
  readonly #options: LoginQueueOptions;
  readonly #waiting = new Set<Waiting>();
  /** When an address had its latest check; the longest ago first. */
  readonly #checkedAt = new Map<string, number>();
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
      this.#noteCheck(applicant.address);
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
    if (!this.#makeRoom(applicant)) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#waiting.add({ ...applicant, order: this.#order++, settle: resolve });
    this.#next();
    return promise;
  }

  /**
   * When too many wait, one has to leave: the newest of a kind that comes after the newcomer's, else the newest of the address with the most, if
   * that are more than the newcomer's would then be.
   */
  #makeRoom(applicant: Applicant): boolean {
    const { maxWaiting, maxWaitingPerAddress } = this.#options;
    const counts = new Map<string, number>();
    for (const { address } of this.#waiting) counts.set(address, (counts.get(address) ?? 0) + 1);
    const own = counts.get(applicant.address) ?? 0;
    if (own >= maxWaitingPerAddress) return false;
    if (this.#waiting.size < maxWaiting) return true;
    const kind = this.#kind(applicant);
    const most = Math.max(own + 2, ...counts.values());
    const newestFirst = [...this.#waiting].toReversed();
    const leaving =
      newestFirst.find((waiting) => this.#kind(waiting) > kind) ??
      newestFirst.find((waiting) => counts.get(waiting.address) === most);
    if (leaving === undefined) return false;
    this.#waiting.delete(leaving);
    leaving.settle(false);
    return true;
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
      this.#noteCheck(next.address);
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
    return best;
  }

  #isBefore(one: Waiting, other: Waiting): boolean {
    const [ranks, others] = [this.#rank(one), this.#rank(other)];
    const at = ranks.findIndex((rank, index) => rank !== others[index]);
    return at >= 0 && (ranks[at] ?? 0) < (others[at] ?? 0);
  }

  /** 0: authenticated from there before; 1: no failures of the address; 2, all others. */
  #kind(applicant: Applicant): number {
    const { isKnown, failuresOfAddress } = this.#options;
    if (isKnown(applicant)) return 0;
    return failuresOfAddress(applicant.address) === 0 ? 1 : 2;
  }

  /** What decides, most important first; the smaller comes first. */
  #rank(waiting: Waiting): readonly number[] {
    const kind = this.#kind(waiting);
    const checkedAt = this.#checkedAt.get(waiting.address) ?? Number.NEGATIVE_INFINITY;
    return [kind, checkedAt, Math.ceil(this.#options.failuresOfUser(waiting.user)), waiting.order];
  }

  #readyAt(address: string): number {
    return (this.#checkedAt.get(address) ?? Number.NEGATIVE_INFINITY) + this.#options.paceOf(address);
  }

  #noteCheck(address: string): void {
    this.#checkedAt.delete(address);
    this.#checkedAt.set(address, this.#options.now());
    const [oldest] = this.#checkedAt.keys();
    if (this.#checkedAt.size > this.#options.maxKeys && oldest !== undefined) this.#checkedAt.delete(oldest);
  }
}
