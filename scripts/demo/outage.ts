import { setTimeout as sleep } from 'node:timers/promises';
import type { Link } from '../built-packages.ts';

export interface OutagePlan {
  /** Time until the cut, milliseconds. */
  readonly afterMs: number;
  readonly lastsMs: number;
}

/** Plans the outage: after a third of the run for a fifth of it; in an unlimited run after 20 seconds for 5. */
export function planOutage(forMs: number | undefined): OutagePlan {
  if (forMs === undefined) return { afterMs: 20_000, lastsMs: 5000 };
  return { afterMs: forMs / 3, lastsMs: Math.min(forMs / 5, 8000) };
}

/** Cuts the link once and measures the duration. */
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

  /** Total time that the link has been down, milliseconds. */
  get downMs(): number {
    return this.#downMs + (this.#cutAt === undefined ? 0 : performance.now() - this.#cutAt);
  }

  /** Ends the outage. Resolves when the link is restored. */
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
