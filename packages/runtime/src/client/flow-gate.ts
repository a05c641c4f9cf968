/** Why reading stands still. */
export type HoldReason = 'queue' | 'window' | 'drain';

/**
 * Decides whether the socket is read (CL-6): not while the queues of all subscriptions together hold more than
 * `highWater`, until they are below half of it.
 */
export class FlowGate {
  readonly #highWater: number;
  readonly #onChange: (isOpen: boolean) => void;
  readonly #holds = new Set<HoldReason>();
  #queued = 0;

  constructor(highWater: number, onChange: (isOpen: boolean) => void) {
    this.#highWater = highWater;
    this.#onChange = onChange;
  }

  get isOpen(): boolean {
    return this.#holds.size === 0;
  }

  get queued(): number {
    return this.#queued;
  }

  /** The queues grew or, with a negative amount, shrank. */
  queue(amount: number): void {
    this.#queued += amount;
    if (this.#queued > this.#highWater) this.hold('queue', true);
    else if (this.#queued < this.#highWater / 2) this.hold('queue', false);
  }

  hold(reason: HoldReason, isHeld: boolean): void {
    if (this.#holds.has(reason) === isHeld) return;
    const wasOpen = this.isOpen;
    if (isHeld) this.#holds.add(reason);
    else this.#holds.delete(reason);
    if (wasOpen !== this.isOpen) this.#onChange(this.isOpen);
  }
}
