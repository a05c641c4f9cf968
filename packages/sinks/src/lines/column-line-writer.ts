import { defaultSuccessRule } from '@sdmp/outcomes';
import { type CellValue, type OutcomeColumn, outcomeColumns, textValue } from '@sdmp/outcomes/columns';
import { type ByteText, parameterNumber, PlainBody, type RecordedOutcome } from '@sdmp/outcomes/recorded';
import { reasonOf } from '@sdmp/protocol';
import type { SinkOutcome } from '../sink.ts';
import type { LineWriter } from './line-writer.ts';

/** How lines of columns look. */
export interface LineDialect {
  /** The whole line of any outcome. */
  readonly line: (each: SinkOutcome, columns: readonly OutcomeColumn[]) => string;
  /** A value between two commas; text in double quotes or as it is. */
  readonly cell: (value: CellValue) => string;
  readonly start: Uint8Array;
  readonly end: Uint8Array;
  /** Bits of `holds`: what has one of them is written by `line`. */
  readonly unfit: number;
  /** Bits of `holds`: text with one of them stands in quotes. Empty text does so always. */
  readonly needsQuotes: number;
  /** Whether all text does. */
  readonly quotesAll: boolean;
  /** What stands before a double quote within quotes. */
  readonly beforeQuote: number;
}

const comma = 0x2c;
const quote = 0x22;
const mostAround = 512;
const yes = Buffer.from('true');
const no = Buffer.from('false');
const nothing = Buffer.alloc(0);
const dontDial = parameterNumber('dontDial');

/** Position, id, source and time come first; they are the same for many, but for the digits. */
const columnsBefore = 4;
const mostReasons = 10_000;

/** Columns that are no value of the body as it stands, and have code here; `read` of a column does for any other. */
const derived = ['reasonName', 'dontDial', 'success', 'other'] as const;

type Way = 'text' | 'number' | 'read' | 'absent' | (typeof derived)[number];

interface Column {
  readonly way: Way;
  readonly parameter: number;
  readonly column: OutcomeColumn;
}

function wayOf({ name, parameter, kind, isOfOther }: OutcomeColumn): Way {
  if (isOfOther) return 'absent';
  if (parameter !== undefined) return kind === 'integer' ? 'number' : 'text';
  return derived.find((each) => each === name) ?? 'read';
}

function columnOf(column: OutcomeColumn): Column {
  const { parameter } = column;
  return { way: wayOf(column), parameter: parameter === undefined ? 0 : parameterNumber(parameter), column };
}

/** Writes what `line` of a dialect gives, for many outcomes. */
export class ColumnLineWriter implements LineWriter {
  readonly #dialect: LineDialect;
  readonly #columns: readonly OutcomeColumn[];
  /** Those behind the first. */
  readonly #written: readonly Column[];
  readonly #absent: Uint8Array;
  readonly #body = new PlainBody();
  readonly #reasonNames = new Map<number, Uint8Array>();
  #journal: string | undefined;
  /** The id up to its number. */
  #idStart: Uint8Array = nothing;
  #idEnd: Uint8Array = nothing;
  #source: string | undefined;
  #sourceText: Uint8Array;
  #time = Number.NaN;
  #timeText: Uint8Array = nothing;

  /** `columns` begin with those of every outcome. */
  constructor(dialect: LineDialect, columns: readonly OutcomeColumn[] = outcomeColumns) {
    this.#dialect = dialect;
    this.#columns = columns;
    this.#written = columns.slice(columnsBefore).map(columnOf);
    this.#absent = Buffer.from(dialect.cell(undefined));
    this.#sourceText = this.#absent;
  }

  write(out: ByteText, each: SinkOutcome): void {
    const { recorded } = each;
    if (recorded !== undefined && this.#read(recorded)) this.#writeRecorded(out, recorded, each);
    else out.text(this.#dialect.line(each, this.#columns));
  }

  #read({ bytes, start, end }: RecordedOutcome): boolean {
    const body = this.#body;
    return (
      body.read(bytes, start, end) &&
      !body.hasOther &&
      (body.held & this.#dialect.unfit) === 0 &&
      !this.#hasEmptyNumber()
    );
  }

  /** A number without digits is absent. */
  #hasEmptyNumber(): boolean {
    const { met, count } = this.#body;
    let values = 0;
    for (let bits = met; bits !== 0; bits &= bits - 1) values++;
    return values !== count;
  }

  #writeRecorded(out: ByteText, outcome: RecordedOutcome, each: SinkOutcome): void {
    const { position, start, end } = outcome;
    const { start: lineStart, end: lineEnd } = this.#dialect;
    this.#learn(outcome);
    out.reserve((end - start) * 2 + mostAround + this.#idStart.length + this.#sourceText.length);
    put(out, lineStart);
    out.digits(position);
    out.byte(comma);
    put(out, this.#idStart);
    out.digits(position);
    put(out, this.#idEnd);
    out.byte(comma);
    put(out, this.#sourceText);
    out.byte(comma);
    put(out, this.#timeText);
    for (const column of this.#written) {
      out.byte(comma);
      if (column.way === 'read') out.text(this.#dialect.cell(textValue(column.column, each)));
      else this.#column(out, column, outcome);
    }
    put(out, lineEnd);
  }

  #column(out: ByteText, { way, parameter }: Column, { bytes, isSuccess = defaultSuccessRule }: RecordedOutcome): void {
    const { met, reason, agentOutcome } = this.#body;
    if (way === 'success') put(out, isSuccess(reason, agentOutcome) ? yes : no);
    else if (way === 'dontDial') put(out, (met & (1 << dontDial)) === 0 ? no : yes);
    else if (way === 'reasonName') put(out, reason === undefined ? this.#absent : this.#reasonName(reason));
    // What has others is not written here.
    else if (way === 'other' || way === 'absent' || (met & (1 << parameter)) === 0) put(out, this.#absent);
    else this.#value(out, way, parameter, bytes);
  }

  #value(out: ByteText, way: Way, parameter: number, bytes: Uint8Array): void {
    const { quotesAll, needsQuotes, beforeQuote } = this.#dialect;
    const { starts, ends, holds } = this.#body;
    const start = starts[parameter] ?? 0;
    const end = ends[parameter] ?? 0;
    const isPlain = !quotesAll && start < end && ((holds[parameter] ?? 0) & needsQuotes) === 0;
    if (isPlain || way === 'number') {
      out.range(bytes, start, end);
      return;
    }
    out.byte(quote);
    out.rangeQuoted(bytes, start, end, beforeQuote);
    out.byte(quote);
  }

  #reasonName(reason: number): Uint8Array {
    const known = this.#reasonNames.get(reason);
    if (known !== undefined) return known;
    const name = Buffer.from(this.#dialect.cell(reasonOf(reason)?.name));
    if (this.#reasonNames.size < mostReasons) this.#reasonNames.set(reason, name);
    return name;
  }

  /** Puts into words what many outcomes have in common. */
  #learn({ journal, source, time }: RecordedOutcome): void {
    const { cell } = this.#dialect;
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
    this.#timeText = Buffer.from(cell(new Date(time).toISOString()));
  }
}

function put(out: ByteText, bytes: Uint8Array): void {
  out.range(bytes, 0, bytes.length);
}
