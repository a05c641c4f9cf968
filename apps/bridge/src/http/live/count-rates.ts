/** Seconds over which a rate is taken. */
const samplesKept = 6;

interface Sample {
  readonly at: number;
  readonly count: number;
}

/** How fast counts grow: they are sampled now and then, and a rate is the growth over the last few samples. */
export class CountRates {
  #samples = new Map<string, readonly Sample[]>();

  /** Notes counts by name. Names that are not there any more are forgotten. */
  sample(at: number, counts: Iterable<readonly [name: string, count: number]>): void {
    const samples = new Map<string, readonly Sample[]>();
    for (const [name, count] of counts) {
      const before = this.#samples.get(name) ?? [];
      const isSame = (before.at(-1)?.count ?? 0) <= count;
      samples.set(name, [...(isSame ? before : []), { at, count }].slice(-samplesKept));
    }
    this.#samples = samples;
  }

  /** A second; 0 when it is not known yet. */
  perSecond(name: string): number {
    const samples = this.#samples.get(name) ?? [];
    const [first] = samples;
    const last = samples.at(-1);
    if (first === undefined || last === undefined || last.at <= first.at) return 0;
    return Math.round(((last.count - first.count) / (last.at - first.at)) * 10_000) / 10;
  }
}
