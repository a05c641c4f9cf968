import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** The reader of an output has gone, as `head` does once it has its lines. */
export class OutputGoneError extends Error {
  override readonly name = 'OutputGoneError';
}

/** A stream to write to that makes its writer wait while its reader is behind. */
export class Output {
  readonly #stream: Writable;
  readonly #gone = new AbortController();

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', (cause) => this.#gone.abort(new OutputGoneError('the reader has gone', { cause })));
  }

  /** Aborted with an `OutputGoneError` as soon as a write shows that nobody reads any more. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Resolves when there is room for more. Rejects with `OutputGoneError`. */
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

  /** Resolves when everything written has been handed on, or nobody reads any more. */
  async flush(): Promise<void> {
    if (this.gone.aborted) return;
    await new Promise<void>((resolve) => {
      this.#stream.write('', () => resolve());
    });
  }
}
