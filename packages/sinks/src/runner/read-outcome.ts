import { type JournalHistory, type RecordBatch, startOf } from '@sdmp/journal';
import { type Outcome, outcomeFromRecord, outcomeId, type SuccessRule } from '@sdmp/outcomes';
import type { RecordedOutcome } from '@sdmp/outcomes/recorded';
import type { SinkOutcome } from '../sink.ts';

/** What outcomes are read from. */
export interface ReadFrom {
  /** Names the branch of the journal that a position is in. */
  readonly history: Pick<JournalHistory, 'nameAt'>;
  readonly isSuccess: SuccessRule | undefined;
  readonly batch: RecordBatch;
  /** The batch's bodies. */
  readonly bytes: Buffer;
}

/** An outcome as it was read: bytes, until somebody asks for more. */
export class ReadOutcome implements SinkOutcome, RecordedOutcome {
  readonly #from: ReadFrom;
  readonly #index: number;
  #outcome: Outcome | undefined;

  constructor(from: ReadFrom, index: number) {
    this.#from = from;
    this.#index = index;
  }

  get position(): number {
    return this.#from.batch.first + this.#index;
  }

  get id(): string {
    return outcomeId(this);
  }

  get journal(): string {
    return this.#from.history.nameAt(this.position);
  }

  get time(): number {
    return this.#from.batch.times[this.#index] ?? 0;
  }

  get source(): string | undefined {
    const { scopes, scopeOf } = this.#from.batch;
    return scopes[scopeOf[this.#index] ?? 0]?.source;
  }

  get isSuccess(): SuccessRule | undefined {
    return this.#from.isSuccess;
  }

  get bytes(): Buffer {
    return this.#from.bytes;
  }

  get start(): number {
    return startOf(this.#from.batch.ends, this.#index);
  }

  get end(): number {
    return this.#from.batch.ends[this.#index] ?? this.start;
  }

  get recorded(): RecordedOutcome {
    return this;
  }

  get outcome(): Outcome {
    const { bytes, isSuccess } = this.#from;
    this.#outcome ??= outcomeFromRecord(bytes.toString('utf8', this.start, this.end), this, isSuccess);
    return this.#outcome;
  }
}
