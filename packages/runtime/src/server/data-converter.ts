import { decode } from '@sdmp/codec';
import { detectDataFraming, readData, writeData } from '@sdmp/codec/data';
import { codeOf, type DataFraming, outcomeData, separator } from '@sdmp/protocol';
import type { ServerEventLog } from './server-events.ts';

const dataCode = codeOf(outcomeData, 'data');

/** Puts the line-of-business data of stored outcomes into the framing that a socket asked for (TR-6). */
export class DataConverter {
  readonly #framing: DataFraming;
  readonly #events: ServerEventLog;

  constructor(framing: DataFraming, events: ServerEventLog) {
    this.#framing = framing;
    this.#events = events;
  }

  /** The body with its data converted; as it was, and reported, where that cannot be done. */
  convert(body: string): string {
    const converted = reframed(body, this.#framing);
    if (converted === undefined) this.#events.report('dataNotConvertible', { framing: this.#framing });
    return converted ?? body;
  }
}

function reframed(body: string, framing: DataFraming): string | undefined {
  const { fields } = decode(outcomeData.code + body);
  const wanted: string[] = [];
  for (let at = 0; at < fields.length; at += 2) {
    const code = fields[at] ?? '';
    const value = fields[at + 1] ?? '';
    const converted = code === dataCode ? dataIn(framing, value) : value;
    if (converted === undefined) return undefined;
    wanted.push(code, converted);
  }
  if (wanted.every((text, at) => text === fields[at])) return body;
  return readableBody(wanted) ?? readableBody(withDataLast(wanted));
}

/** Text that is in this framing already, and a DT without data, stay as they are. */
function dataIn(framing: DataFraming, text: string): string | undefined {
  if (text === '' || detectDataFraming(text) === framing) return text;
  const read = readData(text);
  if (read.framing === 'unformatted' || read.problems.length > 0) return undefined;
  return writeData(read.fields, framing).text;
}

/** The fields as a body; undefined when a reader would find other fields in it, as where data has no end of its own. */
function readableBody(wanted: readonly string[]): string | undefined {
  let body = '';
  for (let at = 0; at < wanted.length; at += 2) body += `${separator}${wanted[at] ?? ''}${wanted[at + 1] ?? ''}`;
  const { fields } = decode(outcomeData.code + body);
  return fields.length === wanted.length && wanted.every((text, at) => text === fields[at]) ? body : undefined;
}

/** Behind data that have no end of their own, a parameter that nobody knows yet would be read as more of them. */
function withDataLast(wanted: readonly string[]): readonly string[] {
  const others: string[] = [];
  const data: string[] = [];
  for (let at = 0; at < wanted.length; at += 2) {
    const code = wanted[at] ?? '';
    (code === dataCode ? data : others).push(code, wanted[at + 1] ?? '');
  }
  return [...others, ...data];
}
