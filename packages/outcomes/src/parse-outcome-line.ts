import { decode, type Message } from '@sdmp/codec';
import { outcomeData } from '@sdmp/protocol';
import { checkOutcomeFields, invalidOutcome } from './invalid-outcome.ts';
import { type OutcomeRecord, outcomeRecord, type RecordOptions } from './outcome-record.ts';
import { outcomeKeys, outcomeSchema, type OutcomeInput } from './outcome-schema.ts';
import { frameOfOutcome } from './outcome-to-fields.ts';

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
  if (innerEnd.test(text)) throw invalidOutcome('the line holds NUL, CR or LF inside: give one frame a line');
  checkOutcomeFields(message.fields);
  return outcomeRecord(message, options);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own text repeats a piece of the line, which may be personal data.
    throw invalidOutcome('the line begins as JSON but is none: give one complete JSON object a line');
  }
}

function checkedOutcome(text: string): OutcomeInput {
  const { data, error } = outcomeSchema.safeParse(parseJson(text));
  if (error === undefined) return data;
  const issues = error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `unknown key ${issue.keys.map((key) => `'${key.slice(0, 40)}'`).join(', ')}: keys are ${outcomeKeys.join(', ')}`
      : `${issue.path.join('.')}: ${issue.message}`,
  );
  throw invalidOutcome(`the JSON outcome is not right; ${issues.join('; ')}`);
}

function recordOfJson(text: string, options: RecordOptions): OutcomeRecord {
  const outcome = checkedOutcome(text);
  const message = decode(frameOfOutcome(outcome));
  return outcomeRecord(message, outcome.time === undefined ? options : { ...options, time: Date.parse(outcome.time) });
}

/**
 * A line of a feed to a record: an OZ frame in either framing, whose TX is dropped, or a JSON outcome. What ends the line
 * (CR, LF, NUL) may still be there. In JSON, `time` counts where it is given; `id`, `reasonName` and `success` are ignored,
 * because they follow from the rest. An OZ may have unknown and repeated parameters and empty values (OZ-6).
 *
 * Throws `INVALID_OUTCOME` for anything else: an empty line, another message, a value that breaks a rule of the catalogue,
 * an unknown JSON key. The error's text never repeats a value of the line.
 */
export function parseOutcomeLine(line: string, options: RecordOptions): OutcomeRecord {
  const text = trimmed(line);
  if (text === '') throw invalidOutcome('the line is empty: give an OZ frame or a JSON outcome');
  return text.charCodeAt(0) === brace ? recordOfJson(text, options) : recordOfFrame(text, options);
}
