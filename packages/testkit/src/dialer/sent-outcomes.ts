import { Fifo } from './fifo.ts';

/**
 * Which outcomes of a session are finished with. Until the first acknowledgement, those whose bytes have left for the
 * kernel; from then on, those that were acknowledged (ACK-2).
 */
export class SentOutcomes {
  /** For each outcome in the order of writing: the list of its transaction, whose first member it is if that keeps any. */
  readonly #order = new Fifo<Fifo<number>>();
  readonly #keepsUntilAcknowledged: boolean;
  readonly #limit: number;
  #sent = 0;
  #left = 0;
  #finished = 0;
  #isAcknowledging = false;

  /** `limit`: how many outcomes are kept for a reader that may yet acknowledge. */
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

  /** The bytes of the first `count` outcomes have left for the kernel. */
  left(count: number): void {
    this.#left = count;
    if (!this.#keepsUntilAcknowledged) this.#finishUpTo(count);
  }

  /** The reader has finished with the first `count` outcomes. */
  acknowledge(count: number): void {
    if (!this.#keepsUntilAcknowledged) return;
    this.#isAcknowledging = true;
    this.#finishUpTo(Math.min(count, this.#sent));
  }

  /** Nothing more is to come: a reader that never acknowledged is taken to have what left for the kernel. */
  settle(): void {
    if (!this.#isAcknowledging) this.#finishUpTo(this.#left);
  }

  #finishUpTo(count: number): void {
    for (; this.#finished < count; this.#finished++) this.#order.shift()?.drop(1);
  }
}
