import type { Journal } from '@sdmp/journal';

/** Counts the erasures in a journal, by any process: what was read before the latest one must not go out unseen. */
export class EraseWatch {
  readonly #stopListening: () => void;
  #count = 0;

  constructor(journal: Pick<Journal, 'onErased'>) {
    this.#stopListening = journal.onErased(() => {
      this.#count++;
    });
  }

  get count(): number {
    return this.#count;
  }

  close(): void {
    this.#stopListening();
  }
}
