/** What is measured with. */
export interface Bench {
  /** A folder on the disk in question; removed at the end. */
  readonly directory: string;
  /** How long each measurement takes, milliseconds. */
  readonly durationMs: number;
  /** Ends a measurement early. */
  readonly signal: AbortSignal;
}

/** One figure, as it was seen. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

export interface Measurement {
  /** Progress, for the person who waits. */
  readonly title: string;
  readonly run: (bench: Bench) => Promise<readonly Figure[]>;
}

/** Calls `step` again and again until the time is over; gives what it counted per second. */
export async function perSecond({ durationMs, signal }: Bench, step: () => number | Promise<number>): Promise<number> {
  const began = performance.now();
  let count = 0;
  let now = began;
  while (now - began < durationMs && !signal.aborted) {
    count += await step();
    now = performance.now();
  }
  return (count / (now - began)) * 1000;
}

/** Median and 99th percentile of times, milliseconds. */
export function spread(name: string, timesMs: readonly number[]): readonly Figure[] {
  const sorted = timesMs.toSorted((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return [
    { name: `${name}, median`, value: at(0.5), unit: 'ms' },
    { name: `${name}, 99 of 100 within`, value: at(0.99), unit: 'ms' },
  ];
}
