import type { OutcomeRecord } from '@sdmp/outcomes';
import { Fifo } from './fifo.ts';

/** Outcomes in memory, each with a fixed position. Keeps those that a transaction may still need. */
export class OutcomeLog {
  readonly #records = new Fifo<OutcomeRecord>();
  #first = 0;

  /** Oldest position held. */
  get first(): number {
    return this.#first;
  }

  /** Position of the next outcome. */
  get end(): number {
    return this.#first + this.#records.length;
  }

  get length(): number {
    return this.#records.length;
  }

  append(record: OutcomeRecord): void {
    this.#records.push(record);
  }

  at(position: number): OutcomeRecord | undefined {
    return position < this.#first ? undefined : this.#records.at(position - this.#first);
  }

  /** Removes everything before `position`. */
  trim(position: number): void {
    const count = Math.min(position, this.end) - this.#first;
    if (count <= 0) return;
    this.#records.drop(count);
    this.#first += count;
  }
}
