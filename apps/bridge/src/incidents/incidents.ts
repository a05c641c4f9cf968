import { describeError } from '@sdmp/terminal';
import type { BridgeEventLog } from '../log/bridge-events.ts';
import type { IncidentWatch } from './incident-watch.ts';
import { IncidentLog, type IncidentLimits } from './incident-log.ts';
import { openIncidentFile } from './open-incident-file.ts';
import { type WatchedParts, watchParts } from './watch-parts.ts';

export interface IncidentsOptions {
  /** The data folder. */
  readonly directory: string;
  readonly limits: IncidentLimits;
  readonly events: BridgeEventLog;
  readonly version: string;
}

interface Ending {
  readonly reason: string;
  readonly level: 'warn' | 'bad';
}

/** The incident log of a bridge from its start to its end. */
export class Incidents {
  readonly log: IncidentLog;
  #watch: IncidentWatch | undefined;
  /** Until a service is there, nobody knows. */
  #isClockBelieved = (): boolean => false;
  #ending: Ending = { reason: 'It did not start', level: 'bad' };

  constructor({ directory, limits, events, version }: IncidentsOptions) {
    const file = openIncidentFile(directory, events, Date.now());
    const isClockBelieved = (): boolean => this.#isClockBelieved();
    this.log = new IncidentLog({ file, limits, events, version, isClockBelieved, now: Date.now });
  }

  /** Enters every change of the parts from now on. */
  watch(parts: Omit<WatchedParts, 'log' | 'now'>, isClockBelieved: () => boolean): void {
    this.#isClockBelieved = isClockBelieved;
    this.#ending = { reason: 'It was asked to stop', level: 'warn' };
    this.#watch = watchParts({ ...parts, log: this.log, now: Date.now });
  }

  /** Enters no change of a part while work is done that stops some of them on purpose. */
  during<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#watch === undefined ? work() : this.#watch.during(work);
  }

  /** Ends the watch: from now on parts are stopped on purpose. */
  stopWatching(): void {
    this.#watch?.look();
    this.#watch?.close();
    this.#watch = undefined;
  }

  /** Enters that the configuration was taken over. */
  configured(reason: string): void {
    const at = Date.now();
    const change = { part: 'configuration', name: '', before: undefined, after: 'applied', level: 'good' } as const;
    this.log.note({ ...change, reason, at }, 1);
  }

  /** Notes why the bridge will end. */
  failed(error: unknown): void {
    this.#ending = { reason: `Outcomes cannot be recorded any more: ${describeError(error)}`, level: 'bad' };
  }

  close(): void {
    this.stopWatching();
    this.log.close(this.#ending.reason, this.#ending.level);
  }
}
