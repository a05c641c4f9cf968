/**
 * The time of the log: that of the servers, which stamp every message, as far as it is known here. The wall clock of this
 * process may be set, and must not make the window of duplicates forget what was stored a moment ago.
 */
export class LogClock {
  #offset = Date.now() - performance.now();
  #isOfServer = false;

  /** Unix milliseconds. */
  get now(): number {
    return performance.now() + this.#offset;
  }

  /** A message of that time has come in. It may have been stored long before: of several the latest counts. */
  noteStored(time: number): void {
    const offset = time - performance.now();
    this.#offset = this.#isOfServer ? Math.max(this.#offset, offset) : offset;
    this.#isOfServer = true;
  }
}
