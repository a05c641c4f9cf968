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
  #isReleased = false;

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

  /** Reads for good, whatever the reasons: nothing that arrives is kept any more. */
  release(): void {
    const wasOpen = this.isOpen;
    this.#isReleased = true;
    this.#holds.clear();
    if (!wasOpen) this.#onChange(true);
  }

  hold(reason: HoldReason, isHeld: boolean): void {
    if (this.#isReleased || this.#holds.has(reason) === isHeld) return;
    const wasOpen = this.isOpen;
    if (isHeld) this.#holds.add(reason);
    else this.#holds.delete(reason);
    if (wasOpen !== this.isOpen) this.#onChange(this.isOpen);
  }
}
