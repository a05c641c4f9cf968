import { decode } from '@sdmp/codec';
import { outcomeData, separator } from '@sdmp/protocol';
import { invalidOutcome } from '../model/invalid-outcome.ts';
import { isOfDelivery, outcomeCodes } from '../model/outcome-fields.ts';

/**
 * Data ends before a code that the message knows. Where the transaction was what ended it, an unknown parameter behind
 * would now be read as more data; then the data goes last. Throws `INVALID_OUTCOME` where that does not help: data that begin
 * as a JSON text and do not end would take the next parameter in.
 */
export function withDataEnded(body: string, fields: readonly string[]): string {
  const kept: string[] = [];
  const before: string[] = [];
  const data: string[] = [];
  const values: string[] = [];
  const dataValues: string[] = [];
  for (let at = 0; at < fields.length; at += 2) {
    const code = fields[at] ?? '';
    const value = fields[at + 1] ?? '';
    if (isOfDelivery(code)) continue;
    kept.push(code, value);
    const isData = code === outcomeCodes.data;
    (isData ? data : before).push(separator + code + value);
    (isData ? dataValues : values).push(code, value);
  }
  if (isReadAs(body, kept)) return body;
  const reordered = [...before, ...data].join('');
  if (isReadAs(reordered, [...values, ...dataValues])) return reordered;
  throw invalidOutcome(
    'DT (data) begins as a JSON text that does not end: give the whole text, or data in another form',
  );
}

function isReadAs(body: string, fields: readonly string[]): boolean {
  const read = decode(outcomeData.code + body).fields;
  return read.length === fields.length && read.every((text, at) => text === fields[at]);
}
