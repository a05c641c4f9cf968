import type { Latency, Tally } from './samples.ts';

/** Most numbers remembered as missing: a reader that has lost more is counted, not remembered. */
const mostMissing = 1_000_000;

/** Returns the session identifier of an outcome, which carries its number and when it was fed, in microseconds of the monotonic clock. */
export function sessionOf(number: number, fedAt: number): string {
  return `${number}-${Math.round(fedAt)}`;
}

/** Reads what `sessionOf` wrote. Undefined for anything else. */
export function readSession(session: string): { readonly number: number; readonly fedAt: number } | undefined {
  const [, number, fedAt] = /^(\d+)-(\d+)$/.exec(session) ?? [];
  return number === undefined || fedAt === undefined ? undefined : { number: Number(number), fedAt: Number(fedAt) };
}

/** Follows one reader: which outcomes came, which came twice, and how long they took. Holds only those that are missing. */
export class Sequence {
  readonly name: string;
  #next = 0;
  #received = 0;
  #doubled = 0;
  #misordered = 0;
  readonly #missing = new Set<number>();
  #latencies: number[] = [];
  #receivedBefore = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** Outcomes up to this number have come, except for those that are missing. */
  get next(): number {
    return this.#next;
  }

  /** Takes an outcome that came at `at`, in microseconds of the monotonic clock. */
  receive(session: string, at: number): void {
    const read = readSession(session);
    if (read === undefined) throw new RangeError(`${this.name} got an outcome that was not fed: session '${session}'`);
    const { number, fedAt } = read;
    if (number < this.#next) {
      if (!this.#missing.delete(number)) {
        this.#doubled++;
        return;
      }
      this.#misordered++;
    } else {
      for (let gap = this.#next; gap < number && this.#missing.size < mostMissing; gap++) this.#missing.add(gap);
      this.#next = number + 1;
    }
    this.#received++;
    this.#latencies.push((at - fedAt) / 1000);
  }

  /** Whether all outcomes before this number have come. */
  hasAll(before: number): boolean {
    return this.#next >= before && this.#missing.size === 0;
  }

  /** How many of the outcomes before this number have not come. */
  backlog(before: number): number {
    return Math.max(0, before - this.#received);
  }

  /** Returns what came since it was called last. */
  takeInterval(): { readonly received: number; readonly latency: Latency | null } {
    const sorted = this.#latencies.toSorted((one, other) => one - other);
    this.#latencies = [];
    const received = this.#received - this.#receivedBefore;
    this.#receivedBefore = this.#received;
    if (sorted.length === 0) return { received, latency: null };
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { received, latency: { p50: at(0.5), p99: at(0.99), max: at(1) } };
  }

  tally(recorded: number): Tally {
    return {
      name: this.name,
      received: this.#received,
      lost: this.backlog(recorded),
      doubled: this.#doubled,
      misordered: this.#misordered,
    };
  }
}
