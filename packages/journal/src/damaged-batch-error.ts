import { JournalError } from './journal-error.ts';

/** Thrown by `read` at records that are stored and cannot be read. A reader that may do without them continues at `next`. */
export class DamagedBatchError extends JournalError {
  /** First position that cannot be read. */
  readonly first: number;
  /** Position to read from to continue past the damage. */
  readonly next: number;
  readonly reason: string;

  constructor(file: string, range: { readonly first: number; readonly next: number }, reason: string, cause?: unknown) {
    const positions =
      range.next - range.first === 1 ? `position ${range.first}` : `positions ${range.first} to ${range.next - 1}`;
    super(
      'JOURNAL_DAMAGED',
      `${file}: ${positions} cannot be read: ${reason}. Restore the file from a copy, or continue reading at ${range.next}.`,
      { cause },
    );
    this.first = range.first;
    this.next = range.next;
    this.reason = reason;
  }
}
