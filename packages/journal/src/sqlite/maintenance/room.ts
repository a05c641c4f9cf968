import type { Eraser } from './eraser.ts';
import type { Reserve } from './reserve.ts';
import { isOutOfRoom, writeFailure } from '../file/sqlite-failure.ts';

/** Sees to it that retention has the room that it takes, also on a disk that is full to the last page. */
export class Room {
  readonly #file: string;
  readonly #reserve: Reserve;
  readonly #eraser: Eraser;
  /** True since the reserve was released. */
  #isShort = false;

  constructor(file: string, reserve: Reserve, eraser: Eraser) {
    this.#file = file;
    this.#reserve = reserve;
    this.#eraser = eraser;
  }

  get isShort(): boolean {
    return this.#isShort;
  }

  /** Releases the reserve where the disk has less room left than that. */
  prepare(): void {
    if (this.#reserve.isNeeded) this.#release();
  }

  keepReserve(): void {
    this.#reserve.take();
  }

  /** Does it once more with the room of the reserve when there was none. */
  withReserve<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (!isOutOfRoom(error) || !this.#release()) throw error;
      return work();
    }
  }

  /**
   * Makes the files as small as can be, so that the system has room for what comes; true when there is more to do. The
   * log is emptied last: as long as the database shrinks, moving the log into it would only take room. While
   * retention is under way room stays short: what it still removes must be given back too.
   */
  give(hasMore: boolean): boolean {
    const more = this.#within(() => this.#eraser.giveBack());
    if (more === true) return true;
    const isEmpty = this.#within(() => this.#eraser.emptyLog());
    if (more === undefined && isEmpty === true) return true;
    if (hasMore) return true;
    this.#isShort = false;
    this.#reserve.take();
    return false;
  }

  #release(): boolean {
    this.#isShort = true;
    return this.#reserve.release();
  }

  /** Undefined when there was no room for it. */
  #within<Result>(work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (isOutOfRoom(error)) return undefined;
      throw writeFailure(this.#file, error);
    }
  }
}
