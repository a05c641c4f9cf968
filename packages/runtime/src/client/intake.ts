import type { AcknowledgementLedger, Receipts } from './acknowledgement-ledger.ts';
import { DeliveryQueue, type Taken } from './delivery-queue.ts';
import { ReplayWindow } from './replay-window.ts';

/**
 * What one subscription received, over all its connections: outcomes are numbered from 0 as they arrive for the first
 * time, and each is handed out once.
 */
export class Intake implements Receipts {
  readonly #queue = new DeliveryQueue();
  /** Only a persistent subscription is sent anything twice. */
  readonly #window: ReplayWindow | undefined;
  #next = 0;
  #handedOut = 0;
  #finished = 0;
  #isDetached = false;

  constructor(isPersistent: boolean) {
    this.#window = isPersistent ? new ReplayWindow() : undefined;
  }

  get finished(): number {
    return this.#finished;
  }

  /** Received and not yet handed out. */
  get waiting(): number {
    return this.#queue.count;
  }

  get queuedUnits(): number {
    return this.#queue.units;
  }

  get windowUnits(): number {
    return this.#window?.units ?? 0;
  }

  get isReplaying(): boolean {
    return this.#window?.isReplaying ?? false;
  }

  /** Whether everything that was handed out is finished, and nothing waits. */
  get isDone(): boolean {
    return this.#queue.count === 0 && this.#finished === this.#handedOut;
  }

  startConnection(): void {
    this.#window?.startReplay();
  }

  /** Frames of this subscription, in the order of arrival. Answers how many of them are new. */
  receive(frames: readonly string[], receivedAt: number, ledger: AcknowledgementLedger): number {
    let fresh = frames;
    if (this.#window?.isReplaying === true) {
      let at = 0;
      for (; at < frames.length; at++) {
        const number = this.#window.repeated(frames[at] ?? '');
        if (number === undefined) break;
        ledger.add(this, number, 1);
      }
      if (at === frames.length) return 0;
      if (at > 0) fresh = frames.slice(at);
    }
    ledger.add(this, this.#next, fresh.length);
    this.#next += fresh.length;
    if (this.#isDetached) return 0;
    this.#window?.add(this.#next - fresh.length, fresh);
    this.#queue.push(fresh, receivedAt);
    return fresh.length;
  }

  take(max: number): Taken[] {
    const taken = this.#queue.take(max);
    for (const { frames } of taken) this.#handedOut += frames.length;
    return taken;
  }

  /** Everything handed out so far is finished with. */
  finishHandedOut(): void {
    this.#finished = Math.max(this.#finished, this.#handedOut);
  }

  /** Nobody will take what waits, nor what still arrives; none of it counts as finished. */
  detach(): void {
    this.#isDetached = true;
    this.#queue.clear();
  }

  /** Nobody waits for anything any more; all of it counts as finished, so that others can be acknowledged. */
  abandon(): void {
    this.detach();
    this.#finished = Number.MAX_SAFE_INTEGER;
  }

  confirm(upTo: number): void {
    this.#window?.forget(upTo);
  }
}
