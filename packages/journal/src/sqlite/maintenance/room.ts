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

  /** Does it again when there was no room: with that of the reserve, then with that of the log. */
  withReserve<Result>(work: () => Result): Result {
    for (const makeRoom of [() => this.#release(), () => this.#emptyLog()]) {
      try {
        return work();
      } catch (error) {
        if (!isOutOfRoom(error)) throw error;
        makeRoom();
      }
    }
    return work();
  }

  /**
   * Makes the files as small as can be, so that the system has room for what comes; true when there is more to do. The
   * log is emptied last: as long as the database shrinks, moving the log into it would only take room. While
   * retention is under way room stays short: what it still removes must be given back too.
   */
  give(hasMore: boolean): boolean {
    const more = this.#within(() => this.#eraser.giveBack());
    if (more === true) return true;
    const isEmpty = this.#emptyLog();
    if (more === undefined && isEmpty) return true;
    if (hasMore) return true;
    this.#isShort = false;
    this.#reserve.take();
    return false;
  }

  #release(): void {
    this.#isShort = true;
    this.#reserve.release();
  }

  #emptyLog(): boolean {
    return this.#within(() => this.#eraser.emptyLog()) === true;
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
