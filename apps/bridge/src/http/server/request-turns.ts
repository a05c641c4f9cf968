export interface RequestTurnsOptions {
  /** Called when a connection of this address is not read on, because that many of its requests wait. */
  readonly held?: (address: string, waiting: number) => void;
  /** Runs a function in the next turn of the event loop. Default `setImmediate`. */
  readonly nextTurn?: (run: () => void) => void;
  /** Runs a function after this time, milliseconds. Default `setTimeout`. */
  readonly later?: (run: () => void, delayMs: number) => void;
  /** Monotonic milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

/** A connection whose requests wait: it is not read while too many do. */
export interface WaitingConnection {
  pause(): unknown;
  resume(): unknown;
}

interface WaitingRequest {
  readonly connection: WaitingConnection;
  readonly begin: () => void;
}

/** Requests of one connection that may wait; above it the connection is read later. */
const mostWaiting = 8;
/** Longest rest between two requests, milliseconds: what took longer was the processor's absence, or waits for something else. */
const longestRestMs = 50;

/**
 * Begins HTTP requests one after the other, each address in its turn, and in about half of the time: what an answer takes of the event
 * loop is left to everything else once more before the next begins. A request that finds nobody waiting begins at once.
 */
export class RequestTurns {
  readonly #nextTurn: (run: () => void) => void;
  readonly #later: (run: () => void, delayMs: number) => void;
  readonly #now: () => number;
  readonly #held: RequestTurnsOptions['held'];
  readonly #waiting = new Map<string, WaitingRequest[]>();
  readonly #counts = new Map<WaitingConnection, number>();
  #isTaken = false;

  constructor(options: RequestTurnsOptions = {}) {
    this.#nextTurn = options.nextTurn ?? ((run) => void setImmediate(run));
    this.#later = options.later ?? ((run, delayMs) => void setTimeout(run, delayMs));
    this.#now = options.now ?? (() => performance.now());
    this.#held = options.held;
  }

  /** Calls `begin` when the turn of this address comes. */
  ask(address: string, connection: WaitingConnection, begin: () => void): void {
    if (!this.#isTaken) {
      this.#begin(begin);
      return;
    }
    const queue = this.#waiting.get(address);
    if (queue === undefined) this.#waiting.set(address, [{ connection, begin }]);
    else queue.push({ connection, begin });
    const count = (this.#counts.get(connection) ?? 0) + 1;
    this.#counts.set(connection, count);
    if (count !== mostWaiting) return;
    connection.pause();
    this.#held?.(address, count);
  }

  #begin(begin: () => void): void {
    this.#isTaken = true;
    const began = this.#now();
    // Behind the turn in which it begins, so that its own work counts.
    this.#nextTurn(() => this.#nextTurn(() => this.#rest(this.#now() - began)));
    begin();
  }

  #rest(tookMs: number): void {
    if (this.#waiting.size === 0) this.#isTaken = false;
    else this.#later(() => this.#beginNext(), Math.min(Math.ceil(tookMs), longestRestMs));
  }

  #beginNext(): void {
    for (const [address, queue] of this.#waiting) {
      const next = queue.shift();
      this.#waiting.delete(address);
      if (next === undefined) continue;
      // Behind the other addresses.
      if (queue.length > 0) this.#waiting.set(address, queue);
      this.#leave(next.connection);
      this.#begin(next.begin);
      return;
    }
    this.#isTaken = false;
  }

  #leave(connection: WaitingConnection): void {
    const count = (this.#counts.get(connection) ?? 1) - 1;
    if (count > 0) this.#counts.set(connection, count);
    else this.#counts.delete(connection);
    if (count === mostWaiting - 1) connection.resume();
  }
}
