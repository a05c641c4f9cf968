import type { Signal } from '@preact/signals';
import type { Schedule } from './frame-batch.ts';

/** Rows written in one frame: layout of a row's new texts takes half a millisecond, and a frame has 16. */
export const rowsAFrame = 7;

/** Writes new rows over those that are shown, a few in each frame, so that no frame has the work of all. */
export class FrameSlices<Row> {
  readonly #shown: Signal<readonly Row[]>;
  readonly #schedule: Schedule;
  #wanted: readonly Row[] = [];
  /** Row that the next frame begins with. It goes on where the last one ended also when newer rows came, else the last rows could wait forever. */
  #at = 0;
  /** Rows that are not yet those wanted. */
  #left = 0;

  constructor(shown: Signal<readonly Row[]>, schedule: Schedule = (run) => void requestAnimationFrame(run)) {
    this.#shown = shown;
    this.#schedule = schedule;
  }

  /** Shows rows at once, as after a click. */
  show(rows: readonly Row[]): void {
    this.#wanted = rows;
    this.#left = 0;
    this.#shown.value = rows;
  }

  /** Shows rows over the next frames. Another number of rows is shown at once. */
  write(rows: readonly Row[]): void {
    if (rows.length !== this.#shown.peek().length) {
      this.show(rows);
      return;
    }
    this.#wanted = rows;
    const isScheduled = this.#left > 0;
    this.#left = rows.length;
    if (!isScheduled && rows.length > 0) this.#schedule(() => this.#writeNext());
  }

  #writeNext(): void {
    if (this.#left === 0) return;
    const { length } = this.#wanted;
    const start = this.#at % length;
    const end = Math.min(start + rowsAFrame, length);
    this.#at = end % length;
    this.#left = Math.max(0, this.#left - (end - start));
    if (this.#left > 0) this.#schedule(() => this.#writeNext());
    this.#shown.value = this.#shown
      .peek()
      .map((row, index) => (index >= start && index < end ? (this.#wanted[index] ?? row) : row));
  }
}
