import { Allowance } from '@sdmp/runtime/server';
import type { WaitingConnection } from './request-turns.ts';

export interface RefusalPaceOptions {
  /** Called when a request of this address waits, at most once a second for each. */
  readonly held?: (address: string, perSecond: number) => void;
  /** Runs a function after this time, milliseconds. Default `setTimeout`. */
  readonly later?: (run: () => void, delayMs: number) => void;
  /** Monotonic milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

interface Address {
  readonly refusals: Allowance;
  toldAt: number;
}

/** Answers with a status of 4xx to one address in a second, and at once. */
const perSecond = 20;
const burst = 200;
/** How long a request waits at most for those before it, milliseconds: others may be behind the same address. */
const longestWaitMs = 1000;
const toldMs = 1000;
/** Addresses that are remembered; above it the one that came first is forgotten. */
const maxRemembered = 10_000;

/** Lets requests of an address wait that had too many of them refused; their connections are not read meanwhile. */
export class RefusalPace {
  readonly #held: RefusalPaceOptions['held'];
  readonly #later: (run: () => void, delayMs: number) => void;
  readonly #now: () => number;
  readonly #addresses = new Map<string, Address>();
  /** Requests of a connection that wait: it is read again when none does. */
  readonly #waiting = new Map<WaitingConnection, number>();

  constructor(options: RefusalPaceOptions = {}) {
    this.#held = options.held;
    this.#later = options.later ?? ((run, delayMs) => void setTimeout(run, delayMs));
    this.#now = options.now ?? (() => performance.now());
  }

  /** Counts an answer with a status of 4xx. */
  refused(address: string): void {
    const known = this.#addresses.get(address);
    if (known !== undefined) {
      known.refusals.use(1);
      return;
    }
    const refusals = new Allowance(perSecond, this.#now(), { burst });
    refusals.use(1);
    this.#addresses.set(address, { refusals, toldAt: Number.NEGATIVE_INFINITY });
    const [first] = this.#addresses.keys();
    if (this.#addresses.size > maxRemembered && first !== undefined) this.#addresses.delete(first);
  }

  /** Calls `go` at once, or when the address has waited for what was refused to it. */
  ask(address: string, connection: WaitingConnection, go: () => void): void {
    const known = this.#addresses.get(address);
    const waitMs = known?.refusals.waitMs(this.#now()) ?? 0;
    if (known === undefined || waitMs === 0) {
      go();
      return;
    }
    this.#tell(address, known);
    this.#waiting.set(connection, (this.#waiting.get(connection) ?? 0) + 1);
    connection.pause();
    this.#later(
      () => {
        this.#leave(connection);
        go();
      },
      Math.min(waitMs, longestWaitMs),
    );
  }

  #tell(address: string, known: Address): void {
    const now = this.#now();
    if (now - known.toldAt < toldMs) return;
    known.toldAt = now;
    this.#held?.(address, perSecond);
  }

  #leave(connection: WaitingConnection): void {
    const left = (this.#waiting.get(connection) ?? 1) - 1;
    if (left > 0) {
      this.#waiting.set(connection, left);
      return;
    }
    this.#waiting.delete(connection);
    connection.resume();
  }
}
