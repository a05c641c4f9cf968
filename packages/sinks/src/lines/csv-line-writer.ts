import { defaultSuccessRule } from '@sdmp/outcomes';
import { type ByteText, holds, parameterNumber, PlainBody, type RecordedOutcome } from '@sdmp/outcomes/recorded';
import { reasonOf } from '@sdmp/protocol';
import type { SinkOutcome } from '../sink.ts';
import { cell, csvColumns, csvLine } from './csv-line.ts';
import type { LineWriter } from './line-writer.ts';

const comma = 0x2c;
const quote = 0x22;
const mostAround = 512;
const lineEnd = Buffer.from('\r\n');
const yes = Buffer.from('true');
const no = Buffer.from('false');
const nothing = Buffer.alloc(0);
const needsQuotes = holds.quote | holds.comma | holds.lineBreak;
const dontDial = parameterNumber('dontDial');

type ColumnWriter = (out: ByteText, body: PlainBody, outcome: RecordedOutcome) => void;

/** Columns that are no value of the body as it stands. */
const derived: Readonly<Record<string, ColumnWriter>> = {
  reasonName: (out, { reason }) => put(out, reason === undefined ? nothing : reasonNameOf(reason)),
  dontDial: (out, { met }) => put(out, (met & (1 << dontDial)) === 0 ? no : yes),
  success: (out, { reason, agentOutcome }, { isSuccess = defaultSuccessRule }) =>
    put(out, isSuccess(reason, agentOutcome) ? yes : no),
  // What has others is not written here.
  other: () => undefined,
};

/** Position, id, source and time come first; they are the same for many, but for the digits. */
const columnsBefore = 4;

const writers: readonly ColumnWriter[] = csvColumns
  .slice(columnsBefore)
  .map(([name]) => derived[name] ?? valueWriter(parameterNumber(name as Parameters<typeof parameterNumber>[0])));

function valueWriter(parameter: number): ColumnWriter {
  return (out, { met, starts, ends, holds: held }, { bytes }) => {
    if ((met & (1 << parameter)) === 0) return;
    const start = starts[parameter] ?? 0;
    const end = ends[parameter] ?? 0;
    if (start < end && ((held[parameter] ?? 0) & needsQuotes) === 0) {
      out.range(bytes, start, end);
      return;
    }
    out.byte(quote);
    out.rangeQuoted(bytes, start, end, quote);
    out.byte(quote);
  };
}

const reasonNames = new Map<number, Buffer>();
const mostReasons = 10_000;

function reasonNameOf(reason: number): Buffer {
  const known = reasonNames.get(reason);
  if (known !== undefined) return known;
  const name = Buffer.from(cell(reasonOf(reason)?.name));
  if (reasonNames.size < mostReasons) reasonNames.set(reason, name);
  return name;
}

/** Writes what `csvLine` gives, for many outcomes. */
export class CsvLineWriter implements LineWriter {
  readonly #body = new PlainBody();
  #journal: string | undefined;
  /** The id up to its number. */
  #idStart = nothing;
  #idEnd = nothing;
  #source: string | undefined;
  #sourceText = nothing;
  #time = Number.NaN;
  #timeText = nothing;

  write(out: ByteText, each: SinkOutcome): void {
    const { recorded } = each;
    if (recorded !== undefined && this.#read(recorded)) this.#writeRecorded(out, recorded);
    else out.text(csvLine(each));
  }

  #read({ bytes, start, end }: RecordedOutcome): boolean {
    return this.#body.read(bytes, start, end) && !this.#body.hasOther && !this.#hasEmptyNumber();
  }

  /** A number without digits is absent. */
  #hasEmptyNumber(): boolean {
    const { met, count } = this.#body;
    let values = 0;
    for (let bits = met; bits !== 0; bits &= bits - 1) values++;
    return values !== count;
  }

  #writeRecorded(out: ByteText, outcome: RecordedOutcome): void {
    const { position, start, end } = outcome;
    this.#learn(outcome);
    out.reserve((end - start) * 2 + mostAround + this.#idStart.length + this.#sourceText.length);
    out.digits(position);
    out.byte(comma);
    put(out, this.#idStart);
    out.digits(position);
    put(out, this.#idEnd);
    out.byte(comma);
    put(out, this.#sourceText);
    out.byte(comma);
    put(out, this.#timeText);
    for (const write of writers) {
      out.byte(comma);
      write(out, this.#body, outcome);
    }
    put(out, lineEnd);
  }

  /** Puts into words what many outcomes have in common. */
  #learn({ journal, source, time }: RecordedOutcome): void {
    if (journal !== this.#journal) {
      const id = cell(`${journal}-`);
      const isQuoted = id.startsWith('"');
      this.#journal = journal;
      this.#idStart = Buffer.from(isQuoted ? id.slice(0, -1) : id);
      this.#idEnd = Buffer.from(isQuoted ? '"' : '');
    }
    if (source !== this.#source) {
      this.#source = source;
      this.#sourceText = Buffer.from(cell(source));
    }
    if (time === this.#time) return;
    this.#time = time;
    this.#timeText = Buffer.from(new Date(time).toISOString());
  }
}

function put(out: ByteText, bytes: Uint8Array): void {
  out.range(bytes, 0, bytes.length);
}
