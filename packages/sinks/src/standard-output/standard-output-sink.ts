import type { Writable } from 'node:stream';
import { csvHeaderOf, csvLine, type OutcomeColumn, outcomeColumns } from '@sdmp/outcomes/columns';
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
  /** Columns of CSV beside those of every outcome. Default: none. */
  readonly columns?: readonly OutcomeColumn[] | undefined;
}

const lineBreak = /[\r\n\0]/;

type Writer = (each: SinkOutcome) => string;

function writerOf(format: OutputFormat, columns: readonly OutcomeColumn[]): Writer {
  if (format === 'json') return jsonLine;
  return format === 'csv' ? (each) => csvLine(each, columns) : ({ outcome }) => `${outcome.frame}\n`;
}

/**
 * Prints outcomes, a line each. Delivered means handed to the system: what reads the pipe may lose it, and after a restart
 * the last batch may be printed again; readers tell repeats by the id.
 */
export function standardOutputSink(options: StandardOutputOptions): Sink {
  return new StandardOutputSink(options);
}

class StandardOutputSink implements Sink {
  readonly kind = 'standardOutput';
  readonly preferredOutcomes: number;
  readonly #output: Writable;
  readonly #format: OutputFormat;
  readonly #header: string;
  readonly #writer: Writer;
  #isOpen = false;
  #hasHeader = false;

  constructor({ output, format = 'json', batch = 1000, columns = [] }: StandardOutputOptions) {
    const all = [...outcomeColumns, ...columns];
    this.#output = output;
    this.#format = format;
    this.#header = csvHeaderOf(all);
    this.#writer = writerOf(format, all);
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
    const header = this.#format === 'csv' && !this.#hasHeader ? this.#header : '';
    if (fit.length > 0) {
      await this.#write(header + fit.map((each) => this.#writer(each)).join(''), signal);
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
