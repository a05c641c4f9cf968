/** Counts of each kind of fault; all 0 when nothing went wrong. */
export interface Faults {
  /** Committed or in the journal, but not delivered; or committed, but not in the journal. */
  lost: number;
  /** Delivered or in the journal, but never fed. */
  invented: number;
  outOfOrder: number;
  /** Delivered, or in the journal, more than once. */
  doubled: number;
}

/** Records which numbers were fed and committed, and compares them with the journal and with what was delivered. */
export class DeliveryAudit {
  readonly #committed = new Set<number>();
  /** Each returns whether a number may have been erased. */
  readonly #mayBeErased: ((number: number) => boolean)[] = [];
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

  /** Marks `count` lines from number `first` as committed. */
  commit(first: number, count: number): void {
    for (let number = first; number < first + count; number++) this.#committed.add(number);
  }

  /** Allows numbers below `number` to be missing, because retention may have removed them. */
  allowPrunedBelow(number: number): void {
    this.#keptFrom = Math.max(this.#keptFrom, number);
  }

  /** Allows the selected ones of the numbers fed so far to be missing, because they may have been erased. */
  allowErased(isSelected: (number: number) => boolean): void {
    const fed = this.#fed;
    this.#mayBeErased.push((number) => number < fed && isSelected(number));
  }

  /** Compares the journal's numbers and the delivered ones with what was fed and committed. */
  findFaults(journalNumbers: readonly number[], deliveredNumbers: readonly number[]): Faults {
    const faults: Faults = { lost: 0, invented: 0, outOfOrder: 0, doubled: 0 };
    const recorded = this.#check(journalNumbers, faults);
    const delivered = this.#check(deliveredNumbers, faults);
    for (const number of this.#committed) {
      const isComplete = recorded.has(number) && delivered.has(number);
      if (!isComplete && (recorded.has(number) || !this.#mayBeMissing(number))) faults.lost++;
    }
    for (const number of recorded) {
      if (!this.#committed.has(number) && !delivered.has(number)) faults.lost++;
    }
    for (const number of delivered) if (!recorded.has(number) && !this.#mayBeMissing(number)) faults.invented++;
    return faults;
  }

  #mayBeMissing(number: number): boolean {
    return number < this.#keptFrom || this.#mayBeErased.some((mayBeErased) => mayBeErased(number));
  }

  #check(numbers: readonly number[], faults: Faults): ReadonlySet<number> {
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
