import type { LastAcknowledgement } from './last-acknowledgement.ts';
import type { ReadRegulator } from './read-regulator.ts';
import type { Roster } from '../subscription/open-subscriptions.ts';
import type { Session } from './client-session.ts';

export interface DrainParts {
  readonly roster: Roster;
  readonly reading: ReadRegulator;
  readonly lastAcknowledgement: LastAcknowledgement;
  readonly session: () => Session | undefined;
  /** All is finished and acknowledged. */
  readonly drained: () => void;
}

/** Closing in order: readers finish what was received, then it is acknowledged (CL-8). */
export class Drain {
  readonly #parts: DrainParts;
  #waitsFor: 'nothing' | 'readers' | 'acknowledgement' = 'nothing';

  constructor(parts: DrainParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#waitsFor = 'readers';
    this.#parts.reading.startDrain();
    this.#parts.roster.end(undefined);
    this.goOn();
  }

  /** Readers or subscriptions have moved. */
  goOn(): void {
    if (this.#waitsFor !== 'readers') return;
    const { roster, reading, lastAcknowledgement, session, drained } = this.#parts;
    if (!roster.isDone) return;
    this.#waitsFor = 'acknowledgement';
    session()?.discard();
    reading.release();
    lastAcknowledgement.await(session(), drained);
  }
}
