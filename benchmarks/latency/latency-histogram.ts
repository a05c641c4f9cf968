const microsecondsPerBucket = 10;
const buckets = 200_000;

/** Summary of a histogram, sent between processes. Milliseconds. */
export interface LatencyFigures {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Counts latencies in steps of 10 µs up to 2 s, in constant memory. */
export class LatencyHistogram {
  readonly #counts = new Uint32Array(buckets);
  #count = 0;
  #maxMicroseconds = 0;

  add(microseconds: number, times = 1): void {
    const bucket = Math.min(buckets - 1, Math.max(0, Math.floor(microseconds / microsecondsPerBucket)));
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + times;
    this.#count += times;
    if (microseconds > this.#maxMicroseconds) this.#maxMicroseconds = microseconds;
  }

  figures(): LatencyFigures {
    return {
      count: this.#count,
      p50: this.#percentile(0.5),
      p99: this.#percentile(0.99),
      max: this.#maxMicroseconds / 1000,
    };
  }

  #percentile(share: number): number {
    let below = 0;
    for (let bucket = 0; bucket < buckets; bucket++) {
      below += this.#counts[bucket] ?? 0;
      if (below >= this.#count * share) return ((bucket + 1) * microsecondsPerBucket) / 1000;
    }
    return Number.NaN;
  }
}
