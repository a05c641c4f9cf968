import type { Outcome } from '@sdmp/outcomes';
import { SdmpError } from '@sdmp/protocol';
import type { Gap, MissingRecord } from '@sdmp/journal';
import type { Refused, Sink, SinkOutcome } from '../sink.ts';
import { SinkError } from '../sink-error.ts';
import { keptAnswer } from './refusal-cause.ts';

interface Part {
  readonly outcomes: readonly SinkOutcome[];
  /** How often these outcomes were sent. */
  attempts: number;
}

/** An outcome that the receiver will not take, and how often it was sent. Its answer is as it may be kept. */
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
  #erasures: number;

  /** `erasures`: as many as had been counted before the outcomes were read. */
  constructor(outcomes: readonly SinkOutcome[], erasures: number) {
    this.#erasures = erasures;
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

  /** What is neither delivered nor rejected. */
  get positions(): readonly number[] {
    return this.#parts.flatMap(({ outcomes }) => outcomes.map(({ position }) => position));
  }

  /** The oldest outcome that is neither delivered nor rejected. */
  get oldest(): SinkOutcome | undefined {
    return this.#parts[0]?.outcomes[0];
  }

  /** Returns what a receiver said to the part that comes next as it may be kept. */
  keptAnswer(answer: string | undefined): string | undefined {
    return keptAnswer(
      answer,
      (this.#parts[0]?.outcomes ?? []).map(({ outcome }) => outcome),
    );
  }

  /**
   * Reads the rest anew when something was erased since it was read, and leaves out what is not in the journal any more. The
   * answer is what was left out for another reason than being erased.
   */
  async refresh(
    erasures: number,
    read: (position: number) => Promise<SinkOutcome | MissingRecord>,
  ): Promise<readonly Gap[]> {
    if (erasures === this.#erasures) return [];
    const parts: Part[] = [];
    const gaps: Gap[] = [];
    for (const { outcomes, attempts } of this.#parts) {
      const left: SinkOutcome[] = [];
      for (const { position } of outcomes) {
        const found = await read(position);
        if (!('kind' in found)) left.push(found);
        else if (found.reason !== 'erased') gaps.push({ from: position, to: position + 1, reason: found.reason });
      }
      if (left.length > 0) parts.push({ outcomes: left, attempts });
    }
    this.#parts = parts;
    this.#erasures = erasures;
    return gaps;
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
      for (const each of refused) {
        const { outcome } = outcomes.find(({ position }) => position === each.position) ?? {};
        this.#reject(each, outcome, attempts);
      }
      this.#delivered += outcomes.length - refused.length;
    } catch (cause) {
      // An error of no known kind comes from one of the outcomes as likely as not: it must not block the rest.
      if (signal.aborted || (cause instanceof SdmpError && cause.retryable)) throw cause;
      this.#parts.shift();
      this.#divide(part, cause);
    }
  }

  #reject({ position, reason, answer }: Refused, outcome: Outcome | undefined, attempts: number): void {
    const kept = outcome === undefined ? undefined : keptAnswer(answer, [outcome]);
    this.#rejected.push({ position, reason, attempts, ...(kept === undefined ? {} : { answer: kept }) });
  }

  #divide({ outcomes, attempts }: Part, cause: unknown): void {
    const [first] = outcomes;
    if (first === undefined) return;
    if (outcomes.length === 1) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const answer = cause instanceof SinkError ? cause.answer : undefined;
      this.#reject({ position: first.position, reason, answer }, first.outcome, attempts);
      return;
    }
    const middle = outcomes.length >> 1;
    this.#parts.unshift(
      { outcomes: outcomes.slice(0, middle), attempts },
      { outcomes: outcomes.slice(middle), attempts },
    );
  }
}
