import type { Writable } from 'node:stream';
import { csvHeader, csvLine } from '@sdmp/outcomes/columns';
import { jsonLine } from '../lines/json-line.ts';
import type { Refused, Sink, SinkOutcome } from '../sink.ts';
import { closedSink, unavailable } from '../sink-error.ts';

/** `frames`: the OZ as recorded, without TX, a line each. */
export type OutputFormat = 'json' | 'csv' | 'frames';

/** Options of `standardOutputSink`. */
export interface StandardOutputOptions {
  /** Where to write, such as `process.stdout`; not closed by the sink. */
  readonly output: Writable;
  /** Default `json`: an object a line. */
  readonly format?: OutputFormat;
  /** Outcomes written at once, at most. Default 1000. */
  readonly batch?: number;
}

const lineBreak = /[\r\n\0]/;

const writers: Readonly<Record<OutputFormat, (each: SinkOutcome) => string>> = {
  json: jsonLine,
  csv: csvLine,
  frames: ({ outcome }) => `${outcome.frame}\n`,
};

/**
 * Prints outcomes, a line each. Delivered means handed to the system: what reads the pipe may lose it, and after a restart
 * the last batch may be printed again; readers tell repeats by the id.
 */
export function standardOutputSink({ output, format = 'json', batch = 1000 }: StandardOutputOptions): Sink {
  return new StandardOutputSink(output, format, batch);
}

class StandardOutputSink implements Sink {
  readonly kind = 'standardOutput';
  readonly preferredOutcomes: number;
  readonly #output: Writable;
  readonly #format: OutputFormat;
  #isOpen = false;
  #hasHeader = false;

  constructor(output: Writable, format: OutputFormat, batch: number) {
    this.#output = output;
    this.#format = format;
    this.preferredOutcomes = batch;
  }

  async open(): Promise<void> {
    this.#isOpen = true;
  }

  async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): Promise<readonly Refused[]> {
    if (!this.#isOpen) throw closedSink(this.kind);
    signal.throwIfAborted();
    const unfit = this.#format === 'frames' ? batch.filter(({ outcome }) => lineBreak.test(outcome.frame)) : [];
    const fit = unfit.length === 0 ? batch : batch.filter((each) => !unfit.includes(each));
    const header = this.#format === 'csv' && !this.#hasHeader ? csvHeader : '';
    if (fit.length > 0) {
      await this.#write(header + fit.map(writers[this.#format]).join(''), signal);
      this.#hasHeader = true;
    }
    return unfit.map(({ position }) => ({
      position,
      reason: 'the frame holds a line break, and frames go a line each',
    }));
  }

  async close(): Promise<void> {
    this.#isOpen = false;
  }

  /** Resolves when the system has taken it: a reader that is slow holds the sink up, not memory. */
  async #write(text: string, signal: AbortSignal): Promise<void> {
    if (this.#output.destroyed || this.#output.writableEnded)
      throw unavailable('The output was closed: nobody reads it');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = (): void => reject(signal.reason);
    // A stream without a listener for errors would end the process.
    const failed = (cause: Error): void => reject(unavailable(`The output failed (${cause.message})`, { cause }));
    signal.addEventListener('abort', stop, { once: true });
    this.#output.once('error', failed);
    this.#output.write(text, (cause) => (cause ? failed(cause) : resolve()));
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#output.off('error', failed);
    }
  }
}
