import { outcomeJsonText } from '@sdmp/outcomes';
import { type ByteText, OutcomeJsonWriter, type RecordedOutcome } from '@sdmp/outcomes/recorded';
import type { SinkOutcome } from '../sink.ts';
import type { LineWriter } from './line-writer.ts';

/** An outcome as a line of JSON: position and source, then what `OutcomeJson` holds. Ends with a line feed. */
export function jsonLine({ position, source, outcome, classification }: SinkOutcome): string {
  const rest = outcomeJsonText(outcome, classification).slice(1);
  const origin = source === undefined ? '' : `"source":${JSON.stringify(source)},`;
  return `{"position":${position},${origin}${rest}\n`;
}

const lineFeed = 0x0a;
const comma = 0x2c;
const start = Buffer.from('{"position":');
const mostAround = 64;

/** Writes what `jsonLine` gives, for many outcomes. */
export class JsonLineWriter implements LineWriter {
  readonly #json = new OutcomeJsonWriter();
  #source: string | undefined;
  /** What stands between position and id. */
  #origin = Buffer.from(',');

  write(out: ByteText, each: SinkOutcome): void {
    const { recorded } = each;
    if (recorded === undefined || !this.#json.read(recorded)) out.text(jsonLine(each));
    else this.#writeRecorded(out, recorded);
  }

  #writeRecorded(out: ByteText, recorded: RecordedOutcome): void {
    this.#nameSource(recorded.source);
    out.reserve(this.#origin.length + mostAround);
    out.range(start, 0, start.length);
    out.digits(recorded.position);
    out.range(this.#origin, 0, this.#origin.length);
    // In place of the brace that the outcome begins with.
    const brace = out.length - 1;
    out.length = brace;
    this.#json.write(out, recorded);
    out.buffer[brace] = comma;
    out.reserve(1);
    out.byte(lineFeed);
  }

  #nameSource(source: string | undefined): void {
    if (source === this.#source) return;
    this.#source = source;
    this.#origin = Buffer.from(source === undefined ? ',' : `,"source":${JSON.stringify(source)},`);
  }
}
