import type { AcknowledgementLedger, Receipts } from '../connection/acknowledgement-ledger.ts';
import { DeliveryQueue, type Taken } from './delivery-queue.ts';
import type { FrameRun } from '../connection/frame-run.ts';
import { ReplayWindow } from './replay-window.ts';

/**
 * What one subscription received, over all its connections: outcomes are numbered from 0 as they arrive for the first
 * time, and each is handed out once.
 */
export class ReceivedQueue implements Receipts {
  readonly #queue = new DeliveryQueue();
  /** Only a persistent subscription is sent anything twice. */
  readonly #window: ReplayWindow | undefined;
  #next = 0;
  #taken = 0;
  #handedOut = 0;
  #finished = 0;
  #isDetached = false;

  constructor(isPersistent: boolean) {
    this.#window = isPersistent ? new ReplayWindow() : undefined;
  }

  get finished(): number {
    return this.#finished;
  }

  /** Received and not yet taken. */
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

  /** Whether everything that was taken is finished, and nothing waits. */
  get isDone(): boolean {
    return this.#queue.count === 0 && this.#finished === this.#taken;
  }

  startConnection(): void {
    this.#window?.startReplay();
  }

  /** Frames of this subscription, in the order of arrival. Answers how many of them are new. */
  receive(run: FrameRun, receivedAt: number, ledger: AcknowledgementLedger): number {
    let fresh = run;
    if (this.#window?.isReplaying === true) {
      let at = 0;
      for (; at < run.count; at++) {
        const number = this.#window.repeated(run, at);
        if (number === undefined) break;
        ledger.add(this, number, 1);
      }
      if (at === run.count) return 0;
      fresh = run.part(at, run.count);
    }
    ledger.add(this, this.#next, fresh.count);
    this.#next += fresh.count;
    if (this.#isDetached) return 0;
    this.#window?.add(this.#next - fresh.count, fresh);
    this.#queue.push(fresh, receivedAt);
    return fresh.count;
  }

  /** Takes frames out of the queue; they are to be handed out. */
  take(max: number): Taken[] {
    const taken = this.#queue.take(max);
    for (const { run } of taken) this.#taken += run.count;
    return taken;
  }

  /** Counts outcomes that the reader has been given. */
  handOut(count: number): void {
    this.#handedOut += count;
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
