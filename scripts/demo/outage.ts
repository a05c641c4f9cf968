import { setTimeout as sleep } from 'node:timers/promises';
import type { Link } from '../built-packages.ts';

export interface OutagePlan {
  /** When to cut, milliseconds from now. */
  readonly afterMs: number;
  readonly lastsMs: number;
}

/** A third into the run, for a fifth of it; in a run without end after twenty seconds, for five. */
export function planOutage(forMs: number | undefined): OutagePlan {
  if (forMs === undefined) return { afterMs: 20_000, lastsMs: 5000 };
  return { afterMs: forMs / 3, lastsMs: Math.min(forMs / 5, 8000) };
}

/** Cuts the link once, and measures for how long. */
export class Outage {
  readonly #link: Link;
  readonly #stopping = new AbortController();
  readonly #done: Promise<void>;
  #cutAt: number | undefined;
  #downMs = 0;

  constructor(link: Link, plan: OutagePlan) {
    this.#link = link;
    this.#done = this.#run(plan);
    this.#done.catch(() => undefined);
  }

  get isDown(): boolean {
    return this.#cutAt !== undefined;
  }

  /** How long the link was down so far, milliseconds. */
  get downMs(): number {
    return this.#downMs + (this.#cutAt === undefined ? 0 : performance.now() - this.#cutAt);
  }

  /** Resolves when the link works, for good. */
  async end(): Promise<void> {
    this.#stopping.abort();
    await this.#done;
  }

  async #run({ afterMs, lastsMs }: OutagePlan): Promise<void> {
    const { signal } = this.#stopping;
    await sleep(afterMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    this.#link.cut();
    this.#cutAt = performance.now();
    await sleep(lastsMs, undefined, { signal }).catch(() => undefined);
    await this.#link.restore();
    this.#downMs = performance.now() - this.#cutAt;
    this.#cutAt = undefined;
  }
}
