import type { LogMessage, MessageStore } from './message-store.ts';
import type { LogMark } from './log-state.ts';

/** Finds the message of the log that holds a position, by halving: messages stand in the order of their positions. */
export class BatchLocator {
  readonly #store: MessageStore;

  constructor(store: MessageStore) {
    this.#store = store;
  }

  /**
   * The last message that may hold `position`: its commit begins at or before it. `floor` is what retention removed, `last`
   * the newest message. Undefined when there is none.
   */
  async find(position: number, floor: LogMark, last: number): Promise<LogMessage | undefined> {
    let low = floor.sequence + 1;
    let high = last;
    let best: LogMessage | undefined;
    while (low <= high) {
      const middle = Math.ceil((low + high) / 2);
      const found = await this.#store.atOrAfter(middle);
      if (found === undefined || found.sequence > high || (found.header?.base ?? 0) > position) high = middle - 1;
      else {
        best = found;
        low = found.sequence + 1;
      }
    }
    return best === undefined || best.header === undefined ? best : this.#withinCommit(position, best);
  }

  /** All messages of a commit begin at the same position: the batch may stand in one of those before the last. */
  async #withinCommit(position: number, found: LogMessage): Promise<LogMessage> {
    let best = found;
    while (best.header !== undefined && best.header.part > 0 && needsEarlier(position, best.header)) {
      const earlier = await this.#store.at(best.sequence - 1);
      if (earlier === undefined || earlier.header?.commit !== best.header.commit) break;
      best = earlier;
    }
    return best;
  }
}

function needsEarlier(position: number, { first, chunk }: { readonly first: number; readonly chunk: number }): boolean {
  return first > position || chunk > 0;
}
