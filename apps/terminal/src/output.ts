import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** The reader closed the output, as `head` does once it has its lines. */
export class OutputGoneError extends Error {
  override readonly name = 'OutputGoneError';
}

/** An output stream whose writer waits while the reader is slow. */
export class Output {
  readonly #stream: Writable;
  readonly #gone = new AbortController();

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', (cause) => this.#gone.abort(new OutputGoneError('the output was closed', { cause })));
  }

  /** Aborted with an `OutputGoneError` when a write fails because the reader closed the output. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Resolves when the output accepts more. Rejects with `OutputGoneError`. */
  async write(chunk: string | Uint8Array): Promise<void> {
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
}
