import { setTimeout as pause } from 'node:timers/promises';
import type { Link, LinkDirection } from '@sdmp/testkit';
import { conditions, directionsOf, mayBeOneWay, slotOf } from './conditions.ts';
import type { Scenario, Step } from './scenario.ts';

/** A condition that is on. */
interface Playing {
  readonly step: Step;
  /** Directions in which no other has replaced it. */
  readonly directions: Set<LinkDirection>;
  readonly ended: AbortController;
}

/** Makes a link do what steps say, and tells what begins and ends. */
export class Player {
  readonly #link: Link;
  readonly #tell: (line: string) => void;
  readonly #playing = new Set<Playing>();

  constructor(link: Link, tell: (line: string) => void) {
    this.#link = link;
    this.#tell = tell;
  }

  /** Plays a scenario to its end. Resolves when its last condition has ended, or the signal is aborted. */
  async play({ steps, repeat }: Scenario, signal: AbortSignal): Promise<void> {
    do {
      const ends: Promise<void>[] = [];
      for (const step of steps) {
        if (!(await passed(step.after, signal))) return;
        ends.push((await this.begin(step, signal)).ended);
      }
      await Promise.all(ends);
      if (!repeat) return;
      await this.endAll();
    } while (!signal.aborted);
  }

  /**
   * Begins a step, in place of those of the same kind in its directions. `ended` resolves when its time is over, at once where it has
   * none.
   */
  async begin(step: Step, signal: AbortSignal): Promise<{ readonly ended: Promise<void> }> {
    const { begin, ...definition } = conditions[step.condition];
    const directions = directionsOf(step.condition, step.fields);
    for (const other of this.#playing) {
      if (slotOf(other.step.condition) === slotOf(step.condition)) await this.#end(other, directions);
    }
    // Each condition gets the fields that its own schema has checked.
    (begin as (link: Link, fields: Step['fields']) => void)(this.#link, step.fields);
    this.#tell(`${nameOf(step)} begins`);
    if (!('end' in definition)) return { ended: Promise.resolve() };
    const playing = { step, directions: new Set(directions), ended: new AbortController() };
    this.#playing.add(playing);
    return { ended: step.for === undefined ? Promise.resolve() : this.#endLater(playing, step.for, signal) };
  }

  /** Ends whatever is on. */
  async endAll(): Promise<void> {
    for (const playing of this.#playing) await this.#end(playing, playing.directions);
  }

  async #endLater(playing: Playing, afterMs: number, signal: AbortSignal): Promise<void> {
    const isOver = await passed(afterMs, AbortSignal.any([signal, playing.ended.signal]));
    if (isOver && this.#playing.has(playing)) await this.#end(playing, playing.directions);
  }

  /** Ends it in some directions, and as a whole when none is left. */
  async #end(playing: Playing, wanted: Iterable<LinkDirection>): Promise<void> {
    const { step, directions } = playing;
    const definition = conditions[step.condition];
    // What is about whole connections ends as a whole.
    const ending = mayBeOneWay(step.condition) ? [...wanted] : [...directions];
    const over = ending.filter((direction) => directions.delete(direction));
    if (over.length === 0) return;
    const isWhole = directions.size === 0;
    if (isWhole) {
      this.#playing.delete(playing);
      playing.ended.abort();
    }
    const [first, second] = over;
    if ('end' in definition) await definition.end?.(this.#link, second === undefined ? first : undefined);
    if (isWhole) this.#tell(`${nameOf(step)} ends`);
  }
}

/** `freeze`, or `freeze to client`. */
function nameOf({ condition, fields }: Step): string {
  const { to } = fields;
  return typeof to === 'string' ? `${condition} to ${to}` : condition;
}

/** Resolves to whether the time passed before the signal was aborted. */
async function passed(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await pause(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
