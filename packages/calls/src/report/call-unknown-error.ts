import { SdmpError } from '@sdmp/protocol';

const hourMs = 60 * 60_000;

/** Updates that mean no call which is open or has an outcome that can still be corrected. No report that came with them was taken. */
export class CallUnknownError extends SdmpError {
  override readonly name = 'CallUnknownError';
  /** Which of the reports that were given, counted from 0. */
  readonly indexes: readonly number[];

  /** `correctionMs`: how long outcomes can be corrected, milliseconds. */
  constructor(indexes: readonly number[], correctionMs: number) {
    const hours = Number((correctionMs / hourMs).toFixed(2));
    super('CALL_UNKNOWN', `the update names no call that is open or has an outcome of the last ${hours} h`);
    this.indexes = indexes;
  }
}
