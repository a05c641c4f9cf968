import { Allowance } from './allowance.ts';
import { TurnQueue } from './turn-queue.ts';

/** Who takes turns: a socket with requests that wait to be handled. */
export interface TurnTaker {
  /** Handles requests up to its share. Returns whether there are more that can be handled now. */
  readonly takeTurn: () => boolean;
  /** Whether it waits for a turn. `Turns` sets it. */
  isAwaitingTurn?: boolean;
}

export interface TurnsOptions {
  /** Runs a function in the next turn of the event loop. Default `setImmediate`. */
  readonly nextTurn?: (run: () => void) => void;
  /** Runs a function after this time, milliseconds. Default `setTimeout`. */
  readonly later?: (run: () => void, delayMs: number) => void;
  /** Monotonic milliseconds. Default `performance.now`. */
  readonly now?: () => number;
  /** Requests wait because together they have used up their part of the time. Called once a second at most. */
  readonly crowded?: () => void;
}

/** How long sockets together may keep the event loop to themselves, milliseconds. */
const turnMs = 0.5;
/** What requests may take without a pause, milliseconds. */
const burstMs = 20;
/** What a turn counts for at most, milliseconds: when it took longer, the processor was elsewhere for most of it. */
const mostCountedMs = 2;
const crowdedToldMs = 1000;

/**
 * Gives each socket its share of the event loop: one share each, in the order in which they came, sockets that were idle before
 * those that have used up their last share; then everything else has its turn: timers, the journal, delivery. All requests
 * together get a part of the time: however much is asked, what is recorded meanwhile finds the processor free.
 */
export class Turns {
  readonly #nextTurn: (run: () => void) => void;
  readonly #later: (run: () => void, delayMs: number) => void;
  readonly #now: () => number;
  readonly #crowded: (() => void) | undefined;
  #crowdedToldAt = Number.NEGATIVE_INFINITY;
  readonly #fresh = new TurnQueue<TurnTaker>();
  readonly #waiting = new TurnQueue<TurnTaker>();
  readonly #allowance: Allowance;
  #isScheduled = false;

  /** `timeShare` is the part of the time that requests of all sockets together may take, once they have used up a burst. */
  constructor(timeShare: number, options: TurnsOptions = {}) {
    this.#nextTurn = options.nextTurn ?? ((run) => void setImmediate(run));
    this.#later = options.later ?? ((run, delayMs) => void setTimeout(run, delayMs));
    this.#now = options.now ?? (() => performance.now());
    this.#crowded = options.crowded;
    this.#allowance = new Allowance(1000 * timeShare, this.#now(), { burst: burstMs, leastWaitMs: 1 });
  }

  /** Asks for a turn; who waits for one already keeps their place. */
  ask(taker: TurnTaker): void {
    if (taker.isAwaitingTurn === true) return;
    enter(this.#fresh, taker);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const now = this.#now();
    const waitMs = this.#allowance.waitMs(now);
    if (waitMs === 0) {
      this.#nextTurn(() => this.#run());
      return;
    }
    this.#later(() => this.#run(), waitMs);
    if (now - this.#crowdedToldAt < crowdedToldMs) return;
    this.#crowdedToldAt = now;
    this.#crowded?.();
  }

  #run(): void {
    this.#isScheduled = false;
    const began = this.#now();
    this.#serveUntil(began + turnMs);
    this.#allowance.use(Math.min(this.#now() - began, mostCountedMs));
    if (this.#fresh.length + this.#waiting.length > 0) this.#schedule();
  }

  #serveUntil(end: number): void {
    let hasWaitingHad = this.#waiting.length === 0;
    do {
      const isFresh = this.#fresh.length > 0;
      if (!this.#serveFirstOf(isFresh ? this.#fresh : this.#waiting)) return;
      if (!isFresh) hasWaitingHad = true;
    } while (this.#now() < end);
    // However many come anew, one of those that wait has a turn.
    if (!hasWaitingHad) this.#serveFirstOf(this.#waiting);
  }

  /** Returns whether there was one to serve. */
  #serveFirstOf(queue: TurnQueue<TurnTaker>): boolean {
    const taker = queue.shift();
    if (taker === undefined) return false;
    taker.isAwaitingTurn = false;
    const hasMore = taker.takeTurn();
    // One that asked again meanwhile is among those that are fresh.
    if (hasMore && !isAwaitingTurn(taker)) enter(this.#waiting, taker);
    return true;
  }
}

function isAwaitingTurn({ isAwaitingTurn: isAwaiting }: TurnTaker): boolean {
  return isAwaiting === true;
}

function enter(queue: TurnQueue<TurnTaker>, taker: TurnTaker): void {
  taker.isAwaitingTurn = true;
  queue.push(taker);
}
