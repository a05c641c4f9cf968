import { setTimeout as sleep } from 'node:timers/promises';

/** Addresses whose failures are remembered; beyond it the one that failed longest ago is forgotten. */
const maxAddresses = 1000;
const firstDelayMs = 250;
const longestDelayMs = 5000;
/** Without a failure for so long, an address begins anew. */
const forgetAfterMs = 10 * 60_000;

interface Failures {
  readonly count: number;
  readonly last: number;
}

/** Slows whoever guesses tokens: each failure of an address waits twice as long as the one before, up to 5 s. */
export class FailureBrake {
  readonly #failures = new Map<string, Failures>();
  readonly #now: () => number;
  /** Failures since the start. */
  total = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Notes a failure and gives how long its answer must wait, milliseconds. */
  note(address: string): number {
    this.total++;
    const now = this.#now();
    const before = this.#failures.get(address);
    const count = before === undefined || now - before.last > forgetAfterMs ? 1 : before.count + 1;
    this.#failures.delete(address);
    this.#failures.set(address, { count, last: now });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > maxAddresses && oldest !== undefined) this.#failures.delete(oldest);
    return Math.min(firstDelayMs * 2 ** (count - 1), longestDelayMs);
  }

  /** Waits as `note` says, or until the caller has gone. */
  async hold(address: string, signal: AbortSignal): Promise<void> {
    await sleep(this.note(address), undefined, { signal }).catch(() => undefined);
  }
}
