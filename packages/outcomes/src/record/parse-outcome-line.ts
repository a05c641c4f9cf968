import { decode, type Message } from '@sdmp/codec';
import { outcomeData } from '@sdmp/protocol';
import { checkOutcomeFields, invalidOutcome } from '../model/invalid-outcome.ts';
import { type OutcomeRecord, outcomeRecord, type RecordOptions } from './outcome-record.ts';
import { isBelievable, unbelievableTime } from '../model/stated-time.ts';
import { outcomeParameterAt } from '../model/outcome-parameter-at.ts';
import { frameOfOutcome } from '../json/outcome-to-fields.ts';
import { parseOutcomeTime, readOutcomeJson } from '../json/read-outcome-json.ts';

const lineEnd = /[\0\r\n]+$/;
const lineStart = /^[\ufeff\s]+/;
const innerEnd = /[\0\r\n]/;
const firstPrintable = 0x21;
const lastAscii = 0x7f;
const brace = 0x7b;

/** Most lines have nothing to be taken off. */
function trimmed(line: string): string {
  let text = line;
  if (!(text.charCodeAt(text.length - 1) >= firstPrintable)) text = text.replace(lineEnd, '');
  const first = text.charCodeAt(0);
  return first >= firstPrintable && first <= lastAscii ? text : text.replace(lineStart, '');
}

function isOutcome({ code, service, interface: layer }: Message): boolean {
  return (
    code === outcomeData.code &&
    (service === null || (service === outcomeData.service && layer === outcomeData.interface))
  );
}

function recordOfFrame(text: string, options: RecordOptions): OutcomeRecord {
  const message = decode(text);
  if (!isOutcome(message)) {
    const what = message.code === '' ? 'no SDMP message' : `the message ${message.code}`;
    throw invalidOutcome(`the line is ${what}: give an OZ frame (OZ\\… or CG:MA:OZ\\…) or a JSON outcome`);
  }
  const end = text.search(innerEnd);
  if (end >= 0) {
    const parameter = outcomeParameterAt(text, end) ?? 'the line';
    throw invalidOutcome(`${parameter} holds NUL, CR or LF: give one frame a line`);
  }
  checkOutcomeFields(message.fields);
  return outcomeRecord(message, options);
}

function statedTime(text: string, { time, arrival = time }: RecordOptions): number {
  const stated = parseOutcomeTime(text);
  if (!isBelievable(stated, arrival)) throw invalidOutcome(unbelievableTime);
  return stated;
}

function recordOfJson(text: string, options: RecordOptions): OutcomeRecord {
  const outcome = readOutcomeJson(text);
  const message = decode(frameOfOutcome(outcome));
  const { time } = outcome;
  return outcomeRecord(message, time === undefined ? options : { ...options, time: statedTime(time, options) });
}

/**
 * A line of a feed to a record: an OZ frame in either framing, whose TX is dropped, or a JSON outcome. What ends the line
 * (CR, LF, NUL) may still be there. In JSON, `time` counts where it is given and is not far from the arrival; `id`, `reasonName` and `success` are ignored,
 * because they follow from the rest. An OZ may have unknown and repeated parameters and empty values (OZ-6).
 *
 * Throws `INVALID_OUTCOME` for anything else: an empty line, another message, a value that breaks a rule of the catalogue,
 * an unknown JSON key, a value that would not be recorded exactly as it is given (OZ-8). The error's text never repeats a
 * value of the line.
 */
export function parseOutcomeLine(line: string, options: RecordOptions): OutcomeRecord {
  const text = trimmed(line);
  if (text === '') throw invalidOutcome('the line is empty: give an OZ frame or a JSON outcome');
  return text.charCodeAt(0) === brace ? recordOfJson(text, options) : recordOfFrame(text, options);
}
