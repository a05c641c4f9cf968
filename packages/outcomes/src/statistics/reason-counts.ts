/** From this number of different reasons on they are found through a map, and not one after the other. */
const fewReasons = 16;

/** Outcomes by reason. A counter mostly meets ten different ones, which are found sooner in a list than in a map. */
export class ReasonCounts {
  readonly #codes: number[] = [];
  readonly #counts: number[] = [];
  /** Where a reason is in the lists, from `fewReasons` of them on. */
  #indexes: Map<number, number> | undefined;

  add(code: number, count = 1): void {
    const found = this.#indexes === undefined ? this.#codes.indexOf(code) : (this.#indexes.get(code) ?? -1);
    const index = found < 0 ? this.#take(code) : found;
    this.#counts[index] = (this.#counts[index] ?? 0) + count;
  }

  /** Takes in a share of what another has counted, from 0 to 1, rounded to whole outcomes; a reason of which none is left is not taken in. */
  merge(other: ReasonCounts, share = 1): void {
    for (let index = 0; index < other.#codes.length; index++) {
      const count = Math.round((other.#counts[index] ?? 0) * share);
      if (count !== 0) this.add(other.#codes[index] ?? 0, count);
    }
  }

  /** Each reason with its count, in no order. */
  list(): readonly { readonly reason: number; readonly count: number }[] {
    return this.#codes.map((reason, index) => ({ reason, count: this.#counts[index] ?? 0 }));
  }

  #take(code: number): number {
    const index = this.#codes.push(code) - 1;
    this.#counts.push(0);
    if (this.#indexes !== undefined) this.#indexes.set(code, index);
    else if (index + 1 === fewReasons) this.#indexes = new Map(this.#codes.map((each, at) => [each, at]));
    return index;
  }
}
