import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { visibleText } from './visible-text.ts';

/** The reader closed the output, as `head` does once it has its lines. */
export class OutputGoneError extends Error {
  override readonly name = 'OutputGoneError';
}

/** A stream that may lead to a terminal. */
export type OutputStream = Writable & { readonly isTTY?: boolean };

/**
 * An output stream whose writer waits while the reader is slow. Where it leads to a terminal, control characters are shown and
 * never executed; to a file or another program everything goes exactly as it is.
 */
export class Output {
  readonly #stream: OutputStream;
  readonly #gone = new AbortController();
  /** Keeps the bytes of a character that is cut between two chunks. */
  readonly #decoder = new TextDecoder();

  constructor(stream: OutputStream) {
    this.#stream = stream;
    stream.on('error', (cause) => this.#gone.abort(new OutputGoneError('the output was closed', { cause })));
  }

  /** Aborted with an `OutputGoneError` when a write fails because the reader closed the output. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Resolves when the output accepts more. Rejects with `OutputGoneError`. */
  async write(chunk: string | Uint8Array): Promise<void> {
    await this.writeStyled(this.#stream.isTTY === true ? this.#shown(chunk) : chunk);
  }

  /** Writes text with escape sequences of the program's own; whatever came from outside must have been made visible in it. */
  async writeStyled(chunk: string | Uint8Array): Promise<void> {
    this.gone.throwIfAborted();
    if (this.#stream.write(chunk)) return;
    try {
      await once(this.#stream, 'drain', { signal: this.gone });
    } catch (error) {
      this.gone.throwIfAborted();
      throw error;
    }
  }

  /** Resolves when everything has been written, or the output was closed. */
  async flush(): Promise<void> {
    if (this.gone.aborted) return;
    await new Promise<void>((resolve) => {
      this.#stream.write('', () => resolve());
    });
  }

  #shown(chunk: string | Uint8Array): string {
    return visibleText(typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true }));
  }
}
