import { decode } from '@sdmp/codec';
import { outcomeData, separator } from '@sdmp/protocol';
import { isOfDelivery, outcomeCodes } from './outcome-fields.ts';

/**
 * Data ends before a code that the message knows. Where the transaction was what ended it, an unknown parameter behind
 * would now be read as more data; then the data goes last.
 */
export function withDataEnded(body: string, fields: readonly string[]): string {
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
