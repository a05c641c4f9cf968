/** Options of `LoginThrottle`. None but `forgiveMs` has a default. */
export interface LoginThrottleOptions {
  /** Failures that cost no time. */
  readonly free: number;
  /** Delay after one failure more, milliseconds; it doubles with each. */
  readonly delayMs: number;
  /** Longest delay, milliseconds. */
  readonly delayCapMs: number;
  /** In this time as many failures are forgiven as are free, and one at least, milliseconds. Default 15 minutes. */
  readonly forgiveMs?: number;
  /** Keys that are remembered; above it the one whose last failure is oldest is forgotten. */
  readonly maxKeys: number;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

interface Failures {
  /** Failures that are not forgiven yet, as of `at`. */
  readonly level: number;
  readonly at: number;
}

const defaultForgiveMs = 15 * 60_000;

/** Slows down those who guess passwords or tokens: counts the recent failures of each key, and says how long it has to wait. */
export class LoginThrottle {
  readonly #options: LoginThrottleOptions;
  readonly #mostLevel: number;
  /** Oldest failure first. */
  readonly #failures = new Map<string, Failures>();

  constructor(options: LoginThrottleOptions) {
    this.#options = options;
    // More would only take longer to be forgiven.
    this.#mostLevel = options.free + Math.ceil(Math.log2(options.delayCapMs / options.delayMs)) + 1;
  }

  get size(): number {
    return this.#failures.size;
  }

  /** Counts a failure of a key. */
  failed(key: string): void {
    const { now, maxKeys } = this.#options;
    const level = Math.min(this.#mostLevel, this.levelOf(key) + 1);
    this.#failures.delete(key);
    this.#failures.set(key, { level, at: now() });
    if (this.#failures.size <= maxKeys) return;
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined) this.forget(oldest);
  }

  /** Forgives a key all failures. */
  forget(key: string): void {
    this.#failures.delete(key);
  }

  /** Returns how long the next attempt of a key has to wait, however many there are at once, milliseconds. */
  delayOf(key: string): number {
    const { free, delayMs, delayCapMs } = this.#options;
    const above = this.levelOf(key) - free;
    return above <= 0 ? 0 : Math.min(delayCapMs, delayMs * 2 ** (Math.ceil(above) - 1));
  }

  /** Returns how many failures of a key are not forgiven yet. */
  levelOf(key: string): number {
    const { free, forgiveMs = defaultForgiveMs, now } = this.#options;
    const failures = this.#failures.get(key);
    if (failures === undefined) return 0;
    return Math.max(0, failures.level - ((now() - failures.at) / forgiveMs) * Math.max(1, free));
  }
}
