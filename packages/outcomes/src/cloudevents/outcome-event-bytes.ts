import { outcomeEventType } from './outcome-event.ts';
import type { ByteText } from '../json/byte-text.ts';
import { OutcomeJsonWriter } from '../json/outcome-json-bytes.ts';
import { holds, parameterNumber } from '../record/plain-body.ts';
import type { RecordedOutcome } from '../record/recorded-outcome.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

const session = parameterNumber('sessionIdentifier');
const quote = 0x22;
const backslash = 0x5c;
const closingBrace = 0x7d;
const words = {
  id: ascii('{"specversion":"1.0","id":'),
  source: ascii(',"source":'),
  subject: ascii('"subject":"'),
  comma: ascii(','),
  time: ascii('"time":"'),
  data: ascii('","datacontenttype":"application/json","data":'),
};
/** Delete counts as a control character in an attribute. */
const deleteUnit = 0x7f;
const mostAround = 512;

/** Writes outcomes as CloudEvents straight from their bytes. */
export class OutcomeEventWriter {
  readonly #json = new OutcomeJsonWriter();
  #journal: string | undefined;
  #source: string | undefined;
  #sourceText = ascii('');

  /** Writes what `outcomeEventText` gives; false, and nothing written, when the body is not plain. */
  write(out: ByteText, outcome: RecordedOutcome): boolean {
    if (!this.#json.read(outcome)) return false;
    const { journal, position, source, time, bytes } = outcome;
    const { body } = this.#json;
    const from = body.starts[session] ?? 0;
    const to = body.ends[session] ?? 0;
    const held = body.holds[session] ?? 0;
    const hasSubject = (body.met & (1 << session)) !== 0 && to > from;
    // Beyond ASCII there are control characters too.
    if (hasSubject && ((held & holds.beyondAscii) !== 0 || bytes.subarray(from, to).includes(deleteUnit))) return false;
    this.#nameSource(journal, source);
    out.reserve(mostAround + this.#sourceText.length + journal.length * 6 + (to - from) * 2);
    range(out, words.id);
    this.#json.id(out, journal, position);
    range(out, this.#sourceText);
    if (hasSubject) {
      range(out, words.subject);
      if ((held & holds.quote) === 0) out.range(bytes, from, to);
      else out.rangeQuoted(bytes, from, to, backslash);
      out.byte(quote);
      range(out, words.comma);
    }
    range(out, words.time);
    this.#json.time(out, time);
    range(out, words.data);
    this.#json.write(out, outcome);
    out.reserve(1);
    out.byte(closingBrace);
    return true;
  }

  #nameSource(journal: string, source: string | undefined): void {
    if (journal === this.#journal && source === this.#source) return;
    this.#journal = journal;
    this.#source = source;
    const upstream = source === undefined ? '' : `/${encodeURIComponent(source)}`;
    const text = `sdmp:/${encodeURIComponent(journal)}${upstream}`;
    this.#sourceText = ascii(`,"source":${JSON.stringify(text)},"type":${JSON.stringify(outcomeEventType)},`);
  }
}

function range(out: ByteText, bytes: Uint8Array): void {
  out.range(bytes, 0, bytes.length);
}
