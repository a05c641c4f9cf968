/** What went wrong; all 0 when nothing did. */
export interface Faults {
  /** Committed, or found in the journal, and not delivered; or committed and not in the journal. */
  lost: number;
  /** Delivered or in the journal, and never fed. */
  invented: number;
  outOfOrder: number;
  /** Delivered, or in the journal, more than once. */
  doubled: number;
}

/** What is known from outside the service: which numbers were fed, and which of them it said to have on disk. */
export class Ledger {
  readonly #committed = new Set<number>();
  /** What retention and erasure were told to remove, and may or may not have. */
  readonly #mayLack: ((number: number) => boolean)[] = [];
  #keptFrom = 0;
  #fed = 0;

  /** The number of the next line. */
  get fed(): number {
    return this.#fed;
  }

  get committed(): number {
    return this.#committed.size;
  }

  feed(count: number): void {
    this.#fed += count;
  }

  /** The first `count` lines of a feed that began with number `first` are on disk. */
  commit(first: number, count: number): void {
    for (let number = first; number < first + count; number++) this.#committed.add(number);
  }

  /** Retention was told to remove numbers below that one. */
  mayLackBelow(number: number): void {
    this.#keptFrom = Math.max(this.#keptFrom, number);
  }

  /** Of the numbers fed so far, those were to be erased. */
  mayLack(isMeant: (number: number) => boolean): void {
    const fed = this.#fed;
    this.#mayLack.push((number) => number < fed && isMeant(number));
  }

  /** Compares with what the journal holds and with what the reader got. */
  judge(journal: readonly number[], reader: readonly number[]): Faults {
    const faults: Faults = { lost: 0, invented: 0, outOfOrder: 0, doubled: 0 };
    const recorded = this.#look(journal, faults);
    const delivered = this.#look(reader, faults);
    for (const number of this.#committed) {
      const isThere = recorded.has(number) && delivered.has(number);
      if (!isThere && (recorded.has(number) || !this.#mayBeGone(number))) faults.lost++;
    }
    for (const number of recorded) {
      if (!this.#committed.has(number) && !delivered.has(number)) faults.lost++;
    }
    for (const number of delivered) if (!recorded.has(number) && !this.#mayBeGone(number)) faults.invented++;
    return faults;
  }

  #mayBeGone(number: number): boolean {
    return number < this.#keptFrom || this.#mayLack.some((isMeant) => isMeant(number));
  }

  #look(numbers: readonly number[], faults: Faults): ReadonlySet<number> {
    const seen = new Set<number>();
    let highest = -1;
    for (const number of numbers) {
      if (!(number < this.#fed)) faults.invented++;
      else if (seen.has(number)) faults.doubled++;
      else if (number < highest) faults.outOfOrder++;
      seen.add(number);
      highest = Math.max(highest, number);
    }
    return seen;
  }
}
