import {
  type OutcomeBatch,
  outcomeParameterAt,
  type OutcomeRecord,
  PlainLineReader,
  parseOutcomeLine,
} from '@sdmp/outcomes';
import { describeError } from '@sdmp/terminal';
import { type FeedReports, refusedReport } from './feed-reports.ts';
import { type LineEncoding, LineSplitter, type NumberedLine } from '../lines.ts';

export interface FeedReaderOptions {
  /** Longest line, characters. */
  readonly maxLineLength: number;
  /** Default UTF-8. */
  readonly encoding?: LineEncoding;
  /** Takes the lines that are reports of calls. Default: they are skipped. */
  readonly reports?: Pick<FeedReports, 'take'> | undefined;
  /** Called with the number of a line that is skipped, and why. The reason holds nothing of that line. */
  readonly onBadLine: (line: number, reason: string) => void;
}

const lineFeed = 0x0a;
const encodingAdvice = 'write the feed in UTF-8, or name its encoding (--feed-encoding)';

/**
 * Reads the bytes of a feed into columns. Plain lines, which most are, go there from their bytes; each other line becomes a
 * text first, which is also how a line is put together that comes in several pieces.
 */
export class FeedReader {
  readonly #options: FeedReaderOptions;
  readonly #plain: PlainLineReader;
  readonly #splitter: LineSplitter;
  /** Plain lines are ASCII, which UTF-16 is not. */
  readonly #hasPlain: boolean;

  constructor(options: FeedReaderOptions) {
    this.#options = options;
    this.#plain = new PlainLineReader({ maxLength: options.maxLineLength });
    this.#splitter = new LineSplitter(options.maxLineLength, options.encoding);
    this.#hasPlain = options.encoding !== 'utf-16le';
  }

  /** Adds the outcomes of the lines that this piece completes to `columns`, recorded at `time` (Unix milliseconds). */
  push(piece: Uint8Array, columns: OutcomeBatch, time: number): void {
    if (!this.#hasPlain) {
      this.#takeAll(this.#splitter.push(piece), columns, time);
      return;
    }
    for (let at = 0; at < piece.length; ) {
      if (!this.#splitter.isInsideLine) {
        const before = columns.count;
        at = this.#plain.read(piece, at, columns, time);
        this.#splitter.countLines(columns.count - before);
      }
      const end = piece.indexOf(lineFeed, at);
      const line = piece.subarray(at, end < 0 ? piece.length : end + 1);
      this.#takeAll(this.#splitter.push(line), columns, time);
      at += line.length;
    }
  }

  /** The last line, when the feed does not end with LF. */
  end(columns: OutcomeBatch, time: number): void {
    this.#takeAll(this.#splitter.end(), columns, time);
  }

  #takeAll(lines: readonly NumberedLine[], columns: OutcomeBatch, time: number): void {
    for (const line of lines) this.#take(line, columns, time);
  }

  #take(line: NumberedLine, columns: OutcomeBatch, time: number): void {
    const record = this.#recordOf(line, time);
    if (record !== undefined) columns.add(record);
  }

  #recordOf({ number, text, isTooLong, damage }: NumberedLine, time: number): OutcomeRecord | undefined {
    const { maxLineLength, onBadLine } = this.#options;
    if (damage !== undefined) {
      const parameter = outcomeParameterAt(text, damage.at);
      const where = parameter === undefined ? '' : `, in ${parameter}`;
      onBadLine(number, `${damage.message}${where}: ${encodingAdvice}`);
      return undefined;
    }
    if (isTooLong) {
      onBadLine(number, `it is longer than ${maxLineLength} characters`);
      return undefined;
    }
    const { reports } = this.#options;
    const report = reports === undefined ? { fault: refusedReport(text) } : reports.take(number, text);
    if (report?.fault !== undefined) onBadLine(number, report.fault);
    if (report?.fault !== undefined || (report !== undefined && reports !== undefined)) return undefined;
    try {
      return parseOutcomeLine(text, { time });
    } catch (error) {
      onBadLine(number, describeError(error));
      return undefined;
    }
  }
}
