import { batch, signal } from '@preact/signals';
import { askJson } from '../../api/ask.ts';
import { ApiProblem } from '../../api/problem.ts';
import type { DeadLetter, DeadLetterGroup, DeadLettersPage, SinkEntry } from '../../api/types.ts';
import { counted } from '../../format/numbers.ts';
import { showsPersonal } from '../../store/search.ts';
import { act, idle, type Progress } from '../action.ts';

const pageSize = 100;
/** Most that the bridge gives at a time. */
const exportPageSize = 1000;

/** Least time between two readings of what changed by itself: a sink may refuse many outcomes a second. */
const leastMs = 2000;

/** Selected dead letters. */
export type Chosen = { readonly all: true } | { readonly cause: string } | { readonly positions: readonly number[] };

/** Returns groups in the order in which they are shown, new ones last: nobody presses the button of another group. */
function inTheirPlaces(
  shown: readonly DeadLetterGroup[],
  read: readonly DeadLetterGroup[],
): readonly DeadLetterGroup[] {
  const places = new Map(shown.map(({ cause }, index) => [cause, index]));
  const placeOf = ({ cause }: DeadLetterGroup): number => places.get(cause) ?? shown.length;
  return read.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The dead letters of a sink, read page by page. */
export class Letters {
  /** Undefined until the first page was read. */
  readonly page = signal<DeadLettersPage | undefined>(undefined);
  /** By cause, the largest first. */
  readonly groups = signal<readonly DeadLetterGroup[]>([]);
  /** The cause whose letters are shown; undefined for all. */
  readonly cause = signal<string | undefined>(undefined);
  /** Number on all pages at the last read. */
  readonly total = signal(0);
  readonly progress = signal<Progress>(idle);
  /** Why what is shown is not up to date; empty if it is. */
  readonly problem = signal('');
  readonly #path: string;
  /** First position of the page that is shown. */
  #from = 0;
  /** Number of readings, of which the last one counts. */
  #reading = 0;
  #readAt = 0;

  constructor(sink: string) {
    this.#path = `/sinks/${encodeURIComponent(sink)}`;
  }

  /** Reads a page from a position on. */
  read(from = 0): Promise<void> {
    return act(this.progress, async () => {
      await this.#read(from);
      return '';
    });
  }

  /**
   * Reads what is shown once more, because it changed by itself: as soon as the last reading is old enough, and again until it
   * succeeds. An action reads it anyhow. Returns a function that stops it.
   */
  follow(): () => void {
    let isStopped = false;
    let timer = setTimeout(() => void run(), Math.max(0, this.#readAt + leastMs - performance.now()));
    const run = async (): Promise<void> => {
      if (this.progress.peek().isBusy) return;
      try {
        await this.#read(this.#from);
        this.problem.value = '';
      } catch (error) {
        if (isStopped) return;
        this.problem.value = ApiProblem.from(error).message;
        timer = setTimeout(() => void run(), leastMs);
      }
    };
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }

  /** Shows the letters of a cause, or all. */
  show(cause: string | undefined): Promise<void> {
    this.cause.value = cause;
    return this.read();
  }

  /** Sends the selected ones again and reports how many were accepted. */
  replay(chosen: Chosen): Promise<void> {
    return act(this.progress, async () => {
      const { replayed } = await this.#change<{ readonly replayed: number }>('replay', chosen);
      return `${counted(replayed, 'outcome was', 'outcomes were')} accepted.`;
    });
  }

  /** Discards the selected ones and reports how many. */
  discard(chosen: Chosen): Promise<void> {
    return act(this.progress, async () => {
      const { discarded } = await this.#change<{ readonly discarded: number }>('discard', chosen);
      return `${counted(discarded, 'dead letter was', 'dead letters were')} discarded.`;
    });
  }

  /** Returns those of every page, of the cause shown. The bridge limits how many a sink can have. */
  async all(): Promise<readonly DeadLetter[]> {
    const all: DeadLetter[] = [];
    let from: number | null = 0;
    while (from !== null) {
      const { deadLetters, next }: DeadLettersPage = await this.#readPage(from, exportPageSize);
      all.push(...deadLetters);
      from = next;
    }
    return all;
  }

  #readPage(from: number, limit: number): Promise<DeadLettersPage> {
    const query = { from, limit, cause: this.cause.peek(), ...(showsPersonal.peek() ? { unmask: true } : {}) };
    return askJson<DeadLettersPage>(`${this.#path}/dead-letters`, { query });
  }

  async #change<Answer>(verb: 'replay' | 'discard', body: Chosen): Promise<Answer> {
    const answer = await askJson<Answer>(`${this.#path}/dead-letters/${verb}`, { body });
    await this.#read(0);
    return answer;
  }

  async #read(from: number): Promise<void> {
    const reading = ++this.#reading;
    this.#readAt = performance.now();
    const groups = await askJson<DeadLetterGroup[]>(`${this.#path}/dead-letter-groups`);
    if (reading !== this.#reading) return;
    const cause = groups.find((group) => group.cause === this.cause.peek())?.cause;
    this.cause.value = cause;
    const [page, { deadLetters }] = await Promise.all([this.#readPage(from, pageSize), askJson<SinkEntry>(this.#path)]);
    if (reading !== this.#reading) return;
    // Others removed what this page showed.
    if (page.deadLetters.length === 0 && from > 0) return this.#read(0);
    this.#from = from;
    batch(() => {
      this.groups.value = inTheirPlaces(this.groups.peek(), groups);
      this.page.value = page;
      this.total.value = deadLetters;
    });
  }
}
