import type { Call, Expiry } from './call.ts';
import type { CallLimits } from './choices.ts';

/** Open calls by the limit that runs for them, each queue in the order in which the limit began: the first ends first. */
export class LimitQueues {
  readonly #queues: Readonly<Record<Call['state'], Set<Call>>>;
  readonly #limits: ReadonlyMap<Set<Call>, number>;

  constructor({ dialLimitMs, callLimitMs, wrapLimitMs }: CallLimits) {
    const [dialing, connected, ended] = [new Set<Call>(), new Set<Call>(), new Set<Call>()];
    this.#queues = { dialing, answered: connected, machine: connected, withAgent: connected, ended };
    this.#limits = new Map([
      [dialing, dialLimitMs],
      [connected, callLimitMs],
      [ended, wrapLimitMs],
    ]);
  }

  add(call: Call): void {
    this.#queues[call.state].add(call);
  }

  remove(call: Call): void {
    this.#queues[call.state].delete(call);
  }

  /** Returns calls whose limit has ended, counted from the later of its begin and `notBefore`; at most `most`. */
  due(now: number, notBefore: number, most: number): readonly Expiry[] {
    const found: Expiry[] = [];
    for (const [calls, limitMs] of this.#limits) {
      for (const { tenant, session, changed, since } of calls) {
        if (found.length === most || Math.max(since, notBefore) + limitMs > now) break;
        found.push({ tenant, session, changed });
      }
    }
    return found;
  }
}
