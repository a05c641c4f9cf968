import type { Readable } from 'node:stream';
import type { Terminal } from '@sdmp/terminal';
import { readKeys } from './keys.ts';

const escape = '\u001b[';
/** The other screen, without cursor and without wrapping at the right edge. */
const enter = `${escape}?1049h${escape}?25l${escape}?7l${escape}2J`;
const leave = `${escape}?7h${escape}?25h${escape}?1049l`;

/** An input whose keys can be had one by one. */
interface KeyInput extends Readable {
  setRawMode(isRaw: boolean): unknown;
}

function isKeyInput(input: Readable): input is KeyInput {
  return 'isTTY' in input && input.isTTY === true && 'setRawMode' in input && typeof input.setRawMode === 'function';
}

export interface FullScreenEvents {
  readonly key: (key: string) => void;
  /** The size has changed: what is drawn next is drawn whole. */
  readonly resized: () => void;
}

/**
 * The whole terminal, beside what stands on it: lines are written where they differ from those before. The terminal is as it was
 * after `close`, and after any end of the process that can be noticed.
 */
export class FullScreen {
  readonly #terminal: Terminal;
  readonly #keys: KeyInput | undefined;
  readonly #onData: (chunk: Buffer | string) => void;
  readonly #stopResizing: () => void;
  #shown: readonly string[] = [];
  #isOpen = true;

  constructor(terminal: Terminal, { key, resized }: FullScreenEvents) {
    this.#terminal = terminal;
    this.#keys = isKeyInput(terminal.input) ? terminal.input : undefined;
    this.#onData = (chunk) => readKeys(String(chunk)).forEach(key);
    this.#stopResizing = terminal.onResize(() => {
      this.forget();
      resized();
    });
    terminal.onExit(() => this.close());
    this.#keys?.setRawMode(true);
    this.#keys?.on('data', this.#onData);
    this.#write(enter);
  }

  /** Whether keys can be read. */
  get hasKeys(): boolean {
    return this.#keys !== undefined;
  }

  /** Draws everything anew the next time. */
  forget(): void {
    this.#shown = [];
  }

  /** Shows these lines from the top; each must fit into the width, and steer nothing that it does not mean to. */
  draw(lines: readonly string[]): void {
    if (!this.#isOpen) return;
    let text = this.#shown.length === 0 ? `${escape}2J` : '';
    const height = Math.max(lines.length, this.#shown.length);
    for (let row = 0; row < height; row++) {
      const line = lines[row] ?? '';
      if (line !== this.#shown[row]) text += `${escape}${row + 1};1H${escape}2K${line}`;
    }
    this.#shown = lines;
    if (text !== '') this.#write(text);
  }

  /** Gives the terminal back as it was. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#stopResizing();
    this.#keys?.off('data', this.#onData);
    this.#keys?.pause();
    this.#write(leave);
    this.#keys?.setRawMode(false);
  }

  #write(text: string): void {
    this.#terminal.output.writeStyled(text).catch(() => undefined);
  }
}
