import { Fifo } from './fifo.ts';

/**
 * Tracks which outcomes of a session are complete: until the first acknowledgement those whose bytes were handed to the
 * kernel, after it those that were acknowledged (ACK-2).
 */
export class SentOutcomes {
  /** For each outcome in order of writing: the pending list of its transaction, whose first entry is this outcome if any. */
  readonly #order = new Fifo<Fifo<number>>();
  readonly #keepsUntilAcknowledged: boolean;
  readonly #limit: number;
  #sent = 0;
  #left = 0;
  #finished = 0;
  #isAcknowledging = false;

  /** `limit`: maximum number of outcomes kept for a client that may still acknowledge. */
  constructor(keepsUntilAcknowledged: boolean, limit: number) {
    this.#keepsUntilAcknowledged = keepsUntilAcknowledged;
    this.#limit = limit;
  }

  /** Outcomes written so far. */
  get sent(): number {
    return this.#sent;
  }

  add(unfinished: Fifo<number>): void {
    this.#sent += 1;
    this.#order.push(unfinished);
    if (this.#order.length > this.#limit) this.#finishUpTo(this.#finished + 1);
  }

  /** Marks the bytes of the first `count` outcomes as handed to the kernel. */
  left(count: number): void {
    this.#left = count;
    if (!this.#keepsUntilAcknowledged) this.#finishUpTo(count);
  }

  /** Marks the first `count` outcomes as acknowledged. */
  acknowledge(count: number): void {
    if (!this.#keepsUntilAcknowledged) return;
    this.#isAcknowledging = true;
    this.#finishUpTo(Math.min(count, this.#sent));
  }

  /** Ends tracking: for a client that never acknowledged, what was handed to the kernel counts as received. */
  settle(): void {
    if (!this.#isAcknowledging) this.#finishUpTo(this.#left);
  }

  #finishUpTo(count: number): void {
    for (; this.#finished < count; this.#finished++) this.#order.shift()?.drop(1);
  }
}
