import { channel } from 'node:diagnostics_channel';
import type { EraseEvent, Journal } from '@sdmp/journal';

/** Tells whether records of a journal were erased since it was last asked: what was read before then must not go out. */
export class EraseWatch {
  readonly #journal: string;
  readonly #erased = channel('sdmp:journal:erase');
  #hasErased = false;

  constructor(journal: Journal) {
    this.#journal = journal.id;
    this.#erased.subscribe(this.#note);
  }

  take(): boolean {
    const hasErased = this.#hasErased;
    this.#hasErased = false;
    return hasErased;
  }

  close(): void {
    this.#erased.unsubscribe(this.#note);
  }

  readonly #note = (message: unknown): void => {
    if ((message as EraseEvent).journal === this.#journal) this.#hasErased = true;
  };
}
