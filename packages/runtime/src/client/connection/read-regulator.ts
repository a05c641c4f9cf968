import { cellSize } from '@sdmp/codec';
import type { ClientSettings } from '../client-options.ts';
import { FlowGate } from './flow-gate.ts';
import type { OpenSubscriptions } from '../subscription/open-subscriptions.ts';
import type { ClientSession } from './client-session.ts';
import { isWorthAcknowledging, windowVerdict } from './window-limit.ts';

export interface RegulatorHost {
  readonly session: () => ClientSession | undefined;
  /** Stops or resumes reading. */
  readonly read: (isReading: boolean) => void;
  /** The connection is of no use. */
  readonly lose: (reason: string) => void;
}

/** Reads the socket as fast as readers take and the service confirms (CL-6, ACK-3). */
export class ReadRegulator {
  readonly #gate: FlowGate;
  readonly #host: RegulatorHost;
  readonly #openSubscriptions: OpenSubscriptions;
  readonly #limit: number;
  readonly #cell: number;

  constructor(
    { queueBytes, replayWindowBytes, encoding }: ClientSettings,
    openSubscriptions: OpenSubscriptions,
    host: RegulatorHost,
  ) {
    this.#gate = new FlowGate(queueBytes, host.read);
    this.#openSubscriptions = openSubscriptions;
    this.#host = host;
    this.#limit = replayWindowBytes;
    this.#cell = cellSize(encoding);
  }

  get isOpen(): boolean {
    return this.#gate.isOpen;
  }

  get #held(): number {
    return this.#openSubscriptions.windowUnits * this.#cell;
  }

  /** The queues grew or, with a negative number, shrank by this number of characters. */
  queued(units: number): void {
    this.#gate.queue(units * this.#cell);
    if (units < 0) this.#acknowledgeEarly();
  }

  /** Readers finish what was received. */
  startDrain(): void {
    this.#gate.hold('drain', true);
  }

  /** Reads for good: nothing that arrives is kept any more. */
  release(): void {
    this.#gate.release();
  }

  connectionLost(): void {
    this.#gate.hold('window', false);
  }

  /** Stops reading while the replay window is full and no acknowledgement is under way that could empty it (ACK-3). */
  regulate(): void {
    this.#acknowledgeEarly();
    const session = this.#host.session();
    if (session === undefined) return;
    const { isReplaying } = this.#openSubscriptions;
    const { isProbeUnderWay } = session;
    const verdict = windowVerdict({ held: this.#held, limit: this.#limit, isReplaying, isProbeUnderWay });
    this.#gate.hold('window', verdict === 'hold');
    if (verdict === 'unconfirmed') this.#host.lose('acknowledgements are not confirmed');
  }

  /** An acknowledgement empties the replay window: what a quick reader has finished need not be held for long. */
  #acknowledgeEarly(): void {
    if (isWorthAcknowledging({ held: this.#held, limit: this.#limit })) this.#host.session()?.acknowledgeEarly();
  }
}
