import type { Refused, Sink, SinkOutcome } from '../../src/index.ts';
import { closedSink, unavailable } from '../../src/index.ts';

/** A receiver in memory that goes by ids, and a sink that reaches it. */
export class MemorySink implements Sink {
  readonly kind = 'memory';
  /** What the receiver holds, in the order of arrival. */
  readonly held = new Map<string, SinkOutcome>();
  /** Sizes of the batches that came, refused or not. */
  readonly calls: number[] = [];
  /** Replaces the receiver's answer: throw, or name what is refused. */
  answer: (batch: readonly SinkOutcome[], signal: AbortSignal) => readonly Refused[] | Promise<readonly Refused[]> =
    () => [];
  opening: (signal: AbortSignal) => void | Promise<void> = () => undefined;
  isDown = false;
  opened = 0;
  closed = 0;
  #isOpen = false;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  get positions(): readonly number[] {
    return [...this.held.values()].map(({ position }) => position);
  }

  async open(signal: AbortSignal): Promise<void> {
    this.opened++;
    await this.opening(signal);
    this.#isOpen = true;
  }

  async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): Promise<readonly Refused[]> {
    signal.throwIfAborted();
    if (!this.#isOpen) throw closedSink(this.kind);
    this.calls.push(batch.length);
    if (this.isDown) throw unavailable('The receiver is down: start it');
    const refused = await this.answer(batch, signal);
    const refusedPositions = new Set(refused.map(({ position }) => position));
    for (const each of batch) if (!refusedPositions.has(each.position)) this.held.set(each.id, each);
    for (const { count, resolve } of this.#waiting) if (this.held.size >= count) resolve();
    return refused;
  }

  async close(): Promise<void> {
    this.closed++;
    this.#isOpen = false;
  }

  /** Resolves when the receiver holds this number of outcomes. */
  async holds(count: number): Promise<void> {
    if (this.held.size >= count) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ count, resolve });
    await promise;
  }
}
