import { decode, type Message } from '@sdmp/codec';
import { outcomeData, separator } from '@sdmp/protocol';
import { isOfDelivery, outcomeCodes } from './outcome-fields.ts';

/**
 * What of an OZ is the outcome: its text after the head, without the transaction and the place, everything else byte for
 * byte. Begins with the separator, or is empty. The offsets come from the decoded fields, for data may hold text that
 * looks like a parameter (TR-7).
 */
export function bodyOf(message: Message): string {
  const { fields, text } = message;
  let start = text.indexOf(separator);
  if (start < 0) return '';
  let body = '';
  let copied = start;
  let isAfterData = false;
  let wasCutAfterData = false;
  for (let at = 0; at < fields.length; at += 2) {
    const code = fields[at] ?? '';
    const end = start + separator.length + code.length + (fields[at + 1] ?? '').length;
    if (isOfDelivery(code)) {
      body += text.slice(copied, start);
      copied = end;
      wasCutAfterData ||= isAfterData;
    } else if (code === outcomeCodes.data) {
      isAfterData = true;
    }
    start = end;
  }
  body += text.slice(copied);
  return wasCutAfterData ? withDataEnded(body, fields) : body;
}

/**
 * Data ends before a code that the message knows. Where the transaction was what ended it, an unknown parameter behind
 * would now be read as more data; then the data goes last.
 */
function withDataEnded(body: string, fields: readonly string[]): string {
  const kept: string[] = [];
  const before: string[] = [];
  const data: string[] = [];
  for (let at = 0; at < fields.length; at += 2) {
    const code = fields[at] ?? '';
    const value = fields[at + 1] ?? '';
    if (isOfDelivery(code)) continue;
    kept.push(code, value);
    (code === outcomeCodes.data ? data : before).push(separator + code + value);
  }
  const read = decode(outcomeData.code + body).fields;
  const isReadTheSame = read.length === kept.length && read.every((text, at) => text === kept[at]);
  return isReadTheSame ? body : [...before, ...data].join('');
}
