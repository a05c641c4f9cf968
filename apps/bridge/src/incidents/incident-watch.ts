import type { IncidentLog } from './incident-log.ts';
import type { Level } from '../conditions/conditions.ts';
import type { Failure, Observation } from './observe-parts.ts';

/** How often every part is looked at, milliseconds. */
const lookEveryMs = 1000;
/** How long a part that is new may take to be well before that is an incident, milliseconds. */
const settleMs = 10_000;
const severity = { good: 0, unknown: 0, warn: 1, bad: 2 } as const satisfies Record<Level, number>;

export interface IncidentWatchOptions {
  readonly log: IncidentLog;
  readonly observe: () => readonly Observation[];
  /** Enters what has happened by itself since the last look. */
  readonly noteEvents: () => void;
  /** Unix milliseconds. */
  readonly now: () => number;
}

interface Seen {
  condition: string;
  readonly firstAt: number;
  isSettled: boolean;
}

/** Looks at every part each second, and enters in the log what has changed. */
export class IncidentWatch {
  readonly #options: IncidentWatchOptions;
  readonly #seen = new Map<string, Seen>();
  readonly #timer: NodeJS.Timeout;
  #lookedAt: number;
  #isHeld = false;

  constructor(options: IncidentWatchOptions) {
    this.#options = options;
    this.#lookedAt = options.now();
    this.#timer = setInterval(() => this.look(), lookEveryMs).unref();
  }

  /** Looks now. */
  look(): void {
    const { log, observe, noteEvents, now } = this.#options;
    const time = now();
    noteEvents();
    if (!this.#isHeld) {
      const found = observe();
      for (const observation of found) this.#compare(observation, time);
      this.#forgetAllBut(new Set(found.map(({ key }) => key)), time);
    }
    this.#lookedAt = time;
    log.flush();
  }

  /** Looks at no part while work is done that stops some of them on purpose. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#isHeld = true;
    try {
      return await work();
    } finally {
      this.#isHeld = false;
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #compare(observation: Observation, time: number): void {
    const { log } = this.#options;
    const { key, condition, level, reason, since } = observation;
    const seen = this.#seen.get(key) ?? { condition, firstAt: time, isSettled: false };
    this.#seen.set(key, seen);
    if (!seen.isSettled && observation.before !== undefined) {
      // What was well between two looks need not become so first.
      seen.isSettled = true;
      seen.condition = observation.before;
    }
    if (!seen.isSettled) {
      seen.isSettled = level === 'good' || Math.abs(time - seen.firstAt) >= settleMs;
      if (seen.isSettled && level !== 'good') this.#enter(observation, undefined, seen.firstAt);
    } else {
      const missed = this.#failedSince(observation, seen.condition);
      if (missed !== undefined) {
        const { condition: after, level: worse, reason: why, at } = missed;
        log.spell(key, { ...ofPart(observation), before: seen.condition, after, level: worse, reason: why, at }, time);
        seen.condition = after;
      }
      if (condition !== seen.condition) {
        this.#enter(observation, seen.condition, since !== undefined && since > this.#lookedAt ? since : time);
      } else if (level !== 'good' && reason !== undefined) log.explain(key, reason);
    }
    seen.condition = condition;
  }

  /** Returns the failure that began and was over since the last look, unless the part is as bad now or was in it then. */
  #failedSince({ level, failure }: Observation, before: string): Failure | undefined {
    if (failure === undefined || failure.at <= this.#lookedAt || failure.condition === before) return undefined;
    return severity[failure.level] > severity[level] ? failure : undefined;
  }

  #enter(observation: Observation, before: string | undefined, at: number): void {
    const { key, condition: after, level, reason } = observation;
    this.#options.log.change(key, { ...ofPart(observation), before, after, level, reason, at });
  }

  #forgetAllBut(found: ReadonlySet<string>, time: number): void {
    for (const key of this.#seen.keys()) {
      if (found.has(key)) continue;
      this.#seen.delete(key);
      this.#options.log.end(key, time);
    }
  }
}

function ofPart({ part, name }: Observation): Pick<Observation, 'part' | 'name'> {
  return { part, name };
}
