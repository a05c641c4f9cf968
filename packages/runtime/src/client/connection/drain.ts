import type { LastAcknowledgement } from './last-acknowledgement.ts';
import type { ReadRegulator } from './read-regulator.ts';
import type { OpenSubscriptions } from '../subscription/open-subscriptions.ts';
import type { ClientSession } from './client-session.ts';

export interface DrainParts {
  readonly openSubscriptions: OpenSubscriptions;
  readonly reading: ReadRegulator;
  readonly lastAcknowledgement: LastAcknowledgement;
  readonly session: () => ClientSession | undefined;
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
    this.#parts.openSubscriptions.end(undefined);
    this.goOn();
  }

  /** Readers or subscriptions have moved. */
  goOn(): void {
    if (this.#waitsFor !== 'readers') return;
    const { openSubscriptions, reading, lastAcknowledgement, session, drained } = this.#parts;
    if (!openSubscriptions.isDone) return;
    this.#waitsFor = 'acknowledgement';
    session()?.discard();
    reading.release();
    lastAcknowledgement.await(session(), drained);
  }
}
