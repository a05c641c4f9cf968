import { type Terminal, visibleLine } from '@sdmp/terminal';
import { formatDuration } from './format-duration.ts';

/** What takes less is not worth a line, milliseconds. */
const silentMs = 2000;
const everyMs = 200;
const tickMs = 1000;

/**
 * One line on standard error that is written again and again while something takes longer than two seconds, with the time that it has
 * taken. Only where standard error is a terminal. `clear` ends it; `using` does, too.
 */
export class Progress implements Disposable {
  readonly #terminal: Pick<Terminal, 'messages' | 'showsProgress'>;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #ticking: NodeJS.Timeout | undefined;
  #words: string;
  #writtenAt: number | undefined;

  constructor(
    terminal: Pick<Terminal, 'messages' | 'showsProgress'>,
    words: string,
    now: () => number = () => performance.now(),
  ) {
    this.#terminal = terminal;
    this.#words = words;
    this.#now = now;
    this.#startedAt = now();
    // What happens elsewhere, such as in a worker, tells nothing meanwhile.
    if (terminal.showsProgress) this.#ticking = setInterval(() => this.show(this.#words), tickMs).unref();
  }

  /** Shows how far it has come. */
  show(words: string): void {
    this.#words = words;
    const now = this.#now();
    const isEarly = now - this.#startedAt < silentMs || now - (this.#writtenAt ?? Number.NEGATIVE_INFINITY) < everyMs;
    if (!this.#terminal.showsProgress || isEarly) return;
    this.#writtenAt = now;
    this.#write(`${words}, ${formatDuration(Math.floor((now - this.#startedAt) / 1000) * 1000)}`);
  }

  /** Removes the line, so that another can be printed. */
  clear(): void {
    if (this.#writtenAt !== undefined) this.#write('');
    this.#writtenAt = undefined;
  }

  /** Removes the line for good. */
  [Symbol.dispose](): void {
    clearInterval(this.#ticking);
    this.clear();
  }

  #write(line: string): void {
    this.#terminal.messages.writeStyled(`\r\u001b[K${visibleLine(line)}`).catch(() => undefined);
  }
}
