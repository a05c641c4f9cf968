import { SdmpError } from '@sdmp/protocol';
import type { Refused, Sink, SinkOutcome } from '../sink.ts';

interface Part {
  readonly outcomes: readonly SinkOutcome[];
  /** How often these outcomes were sent. */
  attempts: number;
}

/** An outcome that the receiver will not take, and how often it was sent. */
export interface Rejected extends Refused {
  readonly attempts: number;
}

/**
 * A batch on its way. What a receiver rejects as a whole is halved until the poisoned outcome stands alone; what was taken
 * or named stays done, whatever fails afterwards.
 */
export class Delivery {
  /** Not delivered yet, in order. */
  #parts: Part[];
  #rejected: Rejected[] = [];
  #delivered = 0;

  constructor(outcomes: readonly SinkOutcome[]) {
    this.#parts = outcomes.length === 0 ? [] : [{ outcomes, attempts: 0 }];
  }

  get isDone(): boolean {
    return this.#parts.length === 0;
  }

  get delivered(): number {
    return this.#delivered;
  }

  get rejected(): readonly Rejected[] {
    return this.#rejected;
  }

  /** The oldest outcome that is neither delivered nor rejected. */
  get oldest(): SinkOutcome | undefined {
    return this.#parts[0]?.outcomes[0];
  }

  /** Leaves out what is not in the journal any more. */
  async refresh(read: (position: number) => Promise<SinkOutcome | undefined>): Promise<void> {
    const parts: Part[] = [];
    for (const { outcomes, attempts } of this.#parts) {
      const left: SinkOutcome[] = [];
      for (const { position } of outcomes) {
        const outcome = await read(position);
        if (outcome !== undefined) left.push(outcome);
      }
      if (left.length > 0) parts.push({ outcomes: left, attempts });
    }
    this.#parts = parts;
  }

  /** Hands the next part over. Rejects when it may be taken later; then the same part comes next. */
  async step(sink: Sink, signal: AbortSignal): Promise<void> {
    const [part] = this.#parts;
    if (part === undefined) return;
    part.attempts++;
    const { outcomes, attempts } = part;
    try {
      const refused = await sink.deliver(outcomes, signal);
      this.#parts.shift();
      this.#rejected.push(...refused.map((each) => ({ ...each, attempts })));
      this.#delivered += outcomes.length - refused.length;
    } catch (cause) {
      // An error of no known kind comes from one of the outcomes as likely as not: it must not block the rest.
      if (signal.aborted || (cause instanceof SdmpError && cause.retryable)) throw cause;
      this.#parts.shift();
      this.#divide(part, cause instanceof Error ? cause.message : String(cause));
    }
  }

  #divide({ outcomes, attempts }: Part, reason: string): void {
    const [first] = outcomes;
    if (first === undefined) return;
    if (outcomes.length === 1) {
      this.#rejected.push({ position: first.position, reason, attempts });
      return;
    }
    const middle = outcomes.length >> 1;
    this.#parts.unshift(
      { outcomes: outcomes.slice(0, middle), attempts },
      { outcomes: outcomes.slice(middle), attempts },
    );
  }
}
