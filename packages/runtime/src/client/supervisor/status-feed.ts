import type { ClientStatus, SubscriptionStatus } from './status.ts';
import type { SupervisorStatus } from './supervision.ts';
import { WakeUp } from '../wake-up.ts';

/** Entries that wait for one slow reader; beyond it the oldest is dropped and counted. */
export const maxWaitingStatuses = 256;

type Report = (SupervisorStatus | SubscriptionStatus) & { readonly time: number };

class StatusReader implements AsyncIterableIterator<ClientStatus> {
  readonly #onLeave: (reader: StatusReader) => void;
  readonly #waiting: Report[] = [];
  #missed = 0;
  #isOver = false;
  readonly #wakeUp = new WakeUp();

  constructor(onLeave: (reader: StatusReader) => void) {
    this.#onLeave = onLeave;
  }

  offer(report: Report): void {
    this.#waiting.push(report);
    if (this.#waiting.length > maxWaitingStatuses) {
      this.#waiting.shift();
      this.#missed += 1;
    }
    this.#wakeUp.wake();
  }

  end(): void {
    this.#isOver = true;
    this.#wakeUp.wake();
  }

  async next(): Promise<IteratorResult<ClientStatus, undefined>> {
    for (;;) {
      const report = this.#waiting.shift();
      if (report !== undefined) {
        const missed = this.#missed;
        this.#missed = 0;
        return { done: false, value: { ...report, missed } };
      }
      if (this.#isOver) return { done: true, value: undefined };
      await this.#wakeUp.sleep();
    }
  }

  return(): Promise<IteratorResult<ClientStatus, undefined>> {
    this.#onLeave(this);
    this.#waiting.length = 0;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** Hands every status to every reader (CL-5). A reader begins with the newest one. */
export class StatusFeed {
  readonly #now: () => number;
  readonly #readers = new Set<StatusReader>();
  #newest: Report | undefined;
  #isOver = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  report(status: SupervisorStatus | SubscriptionStatus): void {
    this.#newest = { ...status, time: this.#now() };
    for (const reader of this.#readers) reader.offer(this.#newest);
  }

  read(): AsyncIterableIterator<ClientStatus> {
    const reader = new StatusReader((leaving) => this.#readers.delete(leaving));
    if (this.#newest !== undefined) reader.offer(this.#newest);
    if (this.#isOver) reader.end();
    else this.#readers.add(reader);
    return reader;
  }

  end(): void {
    this.#isOver = true;
    for (const reader of this.#readers) reader.end();
    this.#readers.clear();
  }
}
