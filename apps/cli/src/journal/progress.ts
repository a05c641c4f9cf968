import { type Terminal, visibleLine } from '@sdmp/terminal';

const everyMs = 200;

/** One line on standard error that is written again and again, where a person looks on. */
export class Progress {
  readonly #terminal: Terminal;
  #writtenAt = Number.NEGATIVE_INFINITY;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(line: string): void {
    const now = performance.now();
    if (!this.#terminal.isInteractive || now - this.#writtenAt < everyMs) return;
    this.#writtenAt = now;
    this.#write(line);
  }

  /** Removes the line. */
  clear(): void {
    if (this.#writtenAt > 0) this.#write('');
  }

  #write(line: string): void {
    this.#terminal.messages.writeStyled(`\r\u001b[K${visibleLine(line)}`).catch(() => undefined);
  }
}
