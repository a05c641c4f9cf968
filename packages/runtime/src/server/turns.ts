/** Who takes turns: a socket with requests that wait to be handled. */
export interface TurnTaker {
  /** Handles requests up to its share. Returns whether there are more that can be handled now. */
  readonly takeTurn: () => boolean;
}

export interface TurnsOptions {
  /** Runs a function in the next turn of the event loop. Default `setImmediate`. */
  readonly nextTurn?: (run: () => void) => void;
  /** Monotonic milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

/** How long sockets together may keep the event loop to themselves, milliseconds. */
const turnMs = 2;

/**
 * Gives each socket its share of the event loop: one share each, in the order in which they came, sockets that were idle before
 * those that have used up their last share; then everything else has its turn: timers, the journal, delivery.
 */
export class Turns {
  readonly #nextTurn: (run: () => void) => void;
  readonly #now: () => number;
  readonly #fresh = new Set<TurnTaker>();
  readonly #waiting = new Set<TurnTaker>();
  #isScheduled = false;

  constructor({ nextTurn = (run) => void setImmediate(run), now = () => performance.now() }: TurnsOptions = {}) {
    this.#nextTurn = nextTurn;
    this.#now = now;
  }

  /** Asks for a turn; who waits for one already keeps their place. */
  ask(taker: TurnTaker): void {
    if (this.#waiting.has(taker)) return;
    this.#fresh.add(taker);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#nextTurn(() => this.#run());
  }

  #run(): void {
    this.#isScheduled = false;
    const end = this.#now() + turnMs;
    let hasWaitingHad = this.#waiting.size === 0;
    do {
      const taker = firstOf(this.#fresh) ?? firstOf(this.#waiting);
      if (taker === undefined) return;
      if (!this.#fresh.has(taker)) hasWaitingHad = true;
      this.#serve(taker);
    } while (this.#now() < end);
    // However many come anew, one of those that wait has a turn.
    const waiting = hasWaitingHad ? undefined : firstOf(this.#waiting);
    if (waiting !== undefined) this.#serve(waiting);
    if (this.#fresh.size + this.#waiting.size > 0) this.#schedule();
  }

  #serve(taker: TurnTaker): void {
    this.#fresh.delete(taker);
    this.#waiting.delete(taker);
    if (taker.takeTurn()) this.#waiting.add(taker);
  }
}

function firstOf<Item>(items: ReadonlySet<Item>): Item | undefined {
  for (const item of items) return item;
  return undefined;
}
