import type { EventQueue } from './event-queue.ts';

/** A number of a campaign's list. */
export interface Contact {
  readonly id: number;
  readonly telephoneNumber: string;
  attempts: number;
}

const minuteMs = 60_000;
/** How long a number rests after each result of the switch before it is dialed again; other results are final. */
const restMs: ReadonlyMap<number, number> = new Map([
  [1, 5 * minuteMs],
  [2, 60 * minuteMs],
  [5, 90 * minuteMs],
  [6, 15 * minuteMs],
  [26, 10 * minuteMs],
]);

/** An endless list of contacts. Those whose rest is over come before new ones. */
export class Contacts {
  readonly #queue: EventQueue;
  readonly #drawNumber: () => string;
  readonly #nextId: () => number;
  readonly #maxAttempts: number;
  readonly #rested: Contact[] = [];

  constructor(queue: EventQueue, options: ContactOptions) {
    this.#queue = queue;
    this.#drawNumber = options.drawNumber;
    this.#nextId = options.nextId;
    this.#maxAttempts = options.maxAttempts;
  }

  next(): Contact {
    const contact = this.#rested.shift() ?? { id: this.#nextId(), telephoneNumber: this.#drawNumber(), attempts: 0 };
    contact.attempts++;
    return contact;
  }

  /** Takes note of what dialing a contact came to: some results are worth another attempt. */
  dialed(contact: Contact, reason: number): void {
    const rest = restMs.get(reason);
    if (rest === undefined || contact.attempts >= this.#maxAttempts) return;
    this.#queue.plan(rest, () => this.#rested.push(contact));
  }
}

export interface ContactOptions {
  readonly drawNumber: () => string;
  readonly nextId: () => number;
  readonly maxAttempts: number;
}
