import { setTimeout as pause } from 'node:timers/promises';
import type { Link } from '@sdmp/testkit';
import { conditions, slotOf } from './conditions.ts';
import type { Scenario, Step } from './scenario.ts';

/** A condition that is on. */
interface Playing {
  readonly step: Step;
  readonly ended: AbortController;
}

/** Makes a link do what steps say, and tells what begins and ends. */
export class Player {
  readonly #link: Link;
  readonly #tell: (line: string) => void;
  /** By slot. */
  readonly #playing = new Map<string, Playing>();

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

  /** Begins a step, in place of one of the same kind. `ended` resolves when its time is over, at once where it has none. */
  async begin(step: Step, signal: AbortSignal): Promise<{ readonly ended: Promise<void> }> {
    const { begin, ...definition } = conditions[step.condition];
    const slot = slotOf(step.condition);
    await this.#end(slot);
    // Each condition gets the fields that its own schema has checked.
    (begin as (link: Link, fields: Step['fields']) => void)(this.#link, step.fields);
    this.#tell(`${step.condition} begins`);
    if (!('end' in definition)) return { ended: Promise.resolve() };
    const playing = { step, ended: new AbortController() };
    this.#playing.set(slot, playing);
    return { ended: step.for === undefined ? Promise.resolve() : this.#endLater(slot, playing, step.for, signal) };
  }

  /** Ends whatever is on. */
  async endAll(): Promise<void> {
    for (const slot of this.#playing.keys()) await this.#end(slot);
  }

  async #endLater(slot: string, playing: Playing, afterMs: number, signal: AbortSignal): Promise<void> {
    const isOver = await passed(afterMs, AbortSignal.any([signal, playing.ended.signal]));
    if (isOver && this.#playing.get(slot) === playing) await this.#end(slot);
  }

  async #end(slot: string): Promise<void> {
    const playing = this.#playing.get(slot);
    if (playing === undefined) return;
    this.#playing.delete(slot);
    playing.ended.abort();
    const definition = conditions[playing.step.condition];
    if ('end' in definition) await definition.end?.(this.#link);
    this.#tell(`${playing.step.condition} ends`);
  }
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
