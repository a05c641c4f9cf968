import { noticeRestore, seeHistory } from '@sdmp/journal';
import type { SinkRunnerSettings } from './sink-runner-options.ts';

/** What a sink has seen of the journal is kept this often while it moves, milliseconds. */
const keepEveryMs = 5000;

/**
 * Keeps in the state of the sinks how far the journal came. A journal that is set back, on a disk or in servers that know
 * nothing of it, is found by that at the next start, and readers are told.
 */
export class HistoryWitness {
  readonly #settings: Pick<SinkRunnerSettings, 'name' | 'journal' | 'state' | 'clock' | 'events'>;
  #cancel: (() => void) | undefined;
  #keptAt = -1;

  constructor(settings: Pick<SinkRunnerSettings, 'name' | 'journal' | 'state' | 'clock' | 'events'>) {
    this.#settings = settings;
  }

  /** Compares the journal with what was kept; to be done before the sink reads. Rejects when a restore cannot be stored. */
  async compare(): Promise<void> {
    const { name, journal, state } = this.#settings;
    const seen = state.seenHistory(name);
    if (seen !== undefined) await noticeRestore(journal, seen, `the state of sink ${name}`);
    this.#keep();
  }

  /** The sink has moved. */
  moved(): void {
    this.#cancel ??= this.#settings.clock.after(keepEveryMs, () => {
      this.#cancel = undefined;
      this.#keep();
    });
  }

  close(): void {
    if (this.#cancel === undefined) return;
    this.#cancel();
    this.#cancel = undefined;
    this.#keep();
  }

  #keep(): void {
    const { name, journal, state, events } = this.#settings;
    if (journal.end === this.#keptAt) return;
    try {
      state.setSeenHistory(name, seeHistory(journal));
      this.#keptAt = journal.end;
    } catch (cause) {
      events.report('positionsNotSaved', { sink: name, cause });
    }
  }
}
