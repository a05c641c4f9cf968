import type { LogState } from './log-state.ts';
import type { MessageStore } from './message-store.ts';
import type { ReplacedBatches } from './replaced-batches.ts';

/** When the oldest and the newest batch that are held were recorded. */
export class RecordTimes {
  readonly #store: MessageStore;
  readonly #replaced: ReplacedBatches;
  readonly #state: () => LogState;
  readonly #floorSequence: () => number;
  #oldest: { readonly position: number; readonly time: number } | undefined;
  newest: number | undefined;

  constructor(store: MessageStore, replaced: ReplacedBatches, state: () => LogState, floorSequence: () => number) {
    this.#store = store;
    this.#replaced = replaced;
    this.#state = state;
    this.#floorSequence = floorSequence;
  }

  get oldest(): number | undefined {
    return this.#oldest?.time;
  }

  /** Looks up the batch at `first`, the oldest position that is held. */
  async noteOldest(first: number): Promise<void> {
    if (this.#oldest?.position === first) return;
    const held = this.#replaced.at(first)?.header ?? (await this.#firstHeader(first));
    this.#oldest = held === undefined ? undefined : { position: first, time: held.minTime };
  }

  async #firstHeader(first: number): Promise<{ readonly minTime: number } | undefined> {
    const { oldest } = this.#state().ring;
    if (oldest?.batch.first === first) return oldest;
    for (let at = this.#floorSequence() + 1; at <= this.#state().sequence; ) {
      const found = await this.#store.atOrAfter(at);
      if (found === undefined || (found.header !== undefined && found.header.first >= first)) return found?.header;
      at = found.sequence + 1;
    }
    return undefined;
  }
}
