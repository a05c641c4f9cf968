import { outcomeData, reasonOf } from '@sdmp/protocol';
import { type DerivedColumn, derivedColumns } from '../columns/derived-columns.ts';
import { dataJson } from './data-value.ts';
import { defaultSuccessRule } from '../model/outcome-class.ts';
import type { ByteText } from './byte-text.ts';
import { PlainBody, holds, parameterNumber } from '../record/plain-body.ts';
import type { RecordedOutcome } from '../record/recorded-outcome.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A mark at the beginning is part of the text here. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
/** An escaped byte takes two; what stands around all values takes less than the rest. */
const mostAround = 1024;

const data = parameterNumber('data');
const dontDial = parameterNumber('dontDial');

/** What stands in front of each value. */
const keys: readonly Uint8Array[] = [
  ascii(''),
  ...outcomeData.parameters.map(({ name, kind }) => ascii(kind === 'integer' ? `,"${name}":` : `,"${name}":"`)),
];
const isNumber = [false, ...outcomeData.parameters.map(({ kind }) => kind === 'integer')];

const words = {
  id: ascii('{"id":'),
  time: ascii(',"time":"'),
  data: ascii(',"data":'),
  dontDial: ascii(',"dontDial":true'),
  dialled: ascii(',"dontDial":false'),
  success: ascii(',"success":true}'),
  failure: ascii(',"success":false}'),
};

const nothing = ascii('');

/** `,"reasonName":"…"` for a reason; nothing for one that the catalogue does not know. */
const reasonNames = new Map<number, Uint8Array>();
const mostReasons = 10_000;

function reasonNameOf(reason: number): Uint8Array {
  const known = reasonNames.get(reason);
  if (known !== undefined) return known;
  const name = reasonOf(reason)?.name;
  const text = name === undefined ? nothing : ascii(`,"reasonName":${JSON.stringify(name)}`);
  if (reasonNames.size < mostReasons) reasonNames.set(reason, text);
  return text;
}

/** Derived columns that `write` has code for; with another one, outcomes are written from their values, which takes longer. */
const known = new Set(['reasonName', 'dontDial', 'success']);
const knowsAll = derivedColumns.every(({ name, isOfOther }: DerivedColumn) => isOfOther === true || known.has(name));

/** Writes outcomes as JSON straight from their bytes. What many of them have in common is put into words once. */
export class OutcomeJsonWriter {
  readonly #body = new PlainBody();
  #journal: string | undefined;
  #idStart = nothing;
  #time = Number.NaN;
  #timeText = nothing;

  /** The body that was written last, until the next is. */
  get body(): PlainBody {
    return this.#body;
  }

  /** Whether `write` will do: reads the body. */
  read({ bytes, start, end }: RecordedOutcome): boolean {
    return (
      knowsAll && this.#body.read(bytes, start, end) && !this.#body.hasOther && (this.#body.held & holds.control) === 0
    );
  }

  /**
   * Writes what `outcomeJsonText` gives for the outcome that `read` has just read with success.
   */
  write(
    out: ByteText,
    { journal, position, time, isSuccess = defaultSuccessRule, bytes, start, end }: RecordedOutcome,
  ): void {
    const body = this.#body;
    out.reserve((end - start) * 2 + mostAround + journal.length * 6);
    range(out, words.id);
    this.id(out, journal, position);
    range(out, words.time);
    this.time(out, time);
    out.byte(quote);
    for (let index = 0; index < body.count; index++) this.#value(out, body.order[index] ?? 0, bytes);
    // What data became as JSON may be longer than before.
    out.reserve(mostAround);
    const { reason } = body;
    if (reason !== undefined) range(out, reasonNameOf(reason));
    if ((body.met & (1 << dontDial)) === 0) range(out, words.dialled);
    range(out, isSuccess(reason, body.agentOutcome) ? words.success : words.failure);
  }

  /** The id as JSON, quotes included. Room must be there. */
  id(out: ByteText, journal: string, position: number): void {
    if (journal !== this.#journal) {
      this.#journal = journal;
      this.#idStart = ascii(JSON.stringify(`${journal}-`).slice(0, -1));
    }
    range(out, this.#idStart);
    out.digits(position);
    out.byte(quote);
  }

  /** ISO 8601, without quotes. Room must be there. */
  time(out: ByteText, time: number): void {
    // Outcomes that were recorded together have the same time.
    if (time !== this.#time) {
      this.#time = time;
      this.#timeText = ascii(new Date(time).toISOString());
    }
    range(out, this.#timeText);
  }

  #value(out: ByteText, parameter: number, bytes: Uint8Array): void {
    if (parameter === dontDial) {
      range(out, words.dontDial);
      return;
    }
    const start = this.#body.starts[parameter] ?? 0;
    const end = this.#body.ends[parameter] ?? 0;
    if (parameter === data && end > start && bytes[start] === openBrace) {
      range(out, words.data);
      out.text(dataJson(utf8.decode(bytes.subarray(start, end))));
      return;
    }
    range(out, keys[parameter] ?? nothing);
    if (((this.#body.holds[parameter] ?? 0) & holds.quote) === 0) out.range(bytes, start, end);
    else out.rangeQuoted(bytes, start, end, backslash);
    if (isNumber[parameter] !== true) out.byte(quote);
  }
}

function range(out: ByteText, bytes: Uint8Array): void {
  out.range(bytes, 0, bytes.length);
}
