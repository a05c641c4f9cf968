import { bodyAt, isToBeErased } from './expected.ts';

/** What the workload had started and what the journal had acknowledged before the power cut, and the checks on it. */
export class DurabilityChecks {
  /** End of the acknowledged records. */
  #stored = 0;
  /** End of the records handed to `append`. */
  #appending = 0;
  /** Selected records below this position may be erased. */
  #erasing = 0;
  /** Selected records below this position must be erased. */
  #erased = 0;
  /** First position after the last acknowledged pruning. */
  #pruned = 0;
  #isPruning = false;

  /** Follows one line that the workload printed. */
  follow(line: string): void {
    const [what = '', number = '0'] = line.split(' ');
    const value = Number(number);
    if (what === 'appending') this.#appending = value;
    else if (what === 'stored') this.#stored = value;
    else if (what === 'erasing') this.#erasing = value;
    else if (what === 'erased') this.#erased = value;
    else if (what === 'pruning') this.#isPruning = true;
    else if (what === 'pruned') {
      this.#isPruning = false;
      this.#pruned = value;
    }
  }

  /** Returns what is wrong with the record at a position, if anything. */
  checkRecord(position: number, classes: number, body: string): string | undefined {
    const mayBeErased = position < this.#erasing && isToBeErased(position);
    if (classes === 0 && body === '') return mayBeErased ? undefined : `${position} is erased without a request`;
    if (body !== bodyAt(position)) return `${position} holds a body that was never stored there`;
    return position < this.#erased && isToBeErased(position) ? `${position} was erased and is back` : undefined;
  }

  /** Returns what is wrong with the first and end position of the journal, if anything. */
  checkBounds(first: number, end: number): string | undefined {
    if (end < this.#stored) return `it ends at ${end}, but ${this.#stored} was acknowledged`;
    const limit = Math.max(this.#appending, this.#stored);
    if (end > limit) return `it ends at ${end}, but only records below ${limit} were appended`;
    if (first < this.#pruned) return `it starts at ${first}, but pruning to ${this.#pruned} was acknowledged`;
    return first > this.#pruned && !this.#isPruning ? `it starts at ${first} instead of ${this.#pruned}` : undefined;
  }
}
