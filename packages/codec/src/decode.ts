import { codeLength, separator } from '@sdmp/protocol';
import { type Head, readHead } from './head.ts';
import { endOfJson } from './json-end.ts';
import { Message } from './message.ts';

/** Codes are two characters: one table look-up gives the string without making it anew. */
const codeTable: (string | undefined)[] = new Array<string | undefined>(128 * 128);

function codeAt(text: string, start: number): string {
  const first = text.charCodeAt(start);
  const second = text.charCodeAt(start + 1);
  if (first > 127 || second > 127) return text.slice(start, start + codeLength);
  const key = first * 128 + second;
  const known = codeTable[key];
  if (known !== undefined) return known;
  const code = text.slice(start, start + codeLength);
  codeTable[key] = code;
  return code;
}

const unreadableFields: readonly string[] = Object.freeze([]);

/**
 * A frame to a message. Never throws: a frame that does not begin with a message code gives a message with an empty
 * code. Unknown codes, repeats and empty segments are kept.
 */
export function decode(frame: string): Message {
  const headEnd = frame.indexOf(separator);
  const head = readHead(headEnd < 0 ? frame : frame.slice(0, headEnd));
  if (head === undefined) return new Message(null, null, '', unreadableFields, frame);
  const fields: string[] = [];
  if (headEnd >= 0) readSegments(frame, headEnd + 1, head, fields);
  return new Message(head.service, head.interface, head.code, fields, frame);
}

function readSegments(frame: string, from: number, head: Head, fields: string[]): void {
  let start = from;
  for (;;) {
    let end = frame.indexOf(separator, start);
    if (end < 0) end = frame.length;
    if (end - start < codeLength) {
      fields.push(frame.slice(start, end), '');
    } else {
      const code = codeAt(frame, start);
      const valueStart = start + codeLength;
      if (code === head.quotedCode && frame.charCodeAt(valueStart) === quote) {
        end = endOfQuoted(frame, valueStart, head);
        fields.push(code, unquoted(frame, valueStart, end));
      } else {
        if (code === head.dataCode && end < frame.length) end = endOfData(frame, valueStart, end, head);
        fields.push(code, frame.slice(valueStart, end));
      }
    }
    if (end >= frame.length) return;
    start = end + 1;
  }
}

const quote = 0x22;

/**
 * Where quoted text ends, its closing quote included. It may hold quotes and separators unescaped, so the closing quote is
 * the last one that ends the frame or stands before another parameter of the message. Without one, the value runs to the
 * end of the frame.
 */
function endOfQuoted(frame: string, valueStart: number, head: Head): number {
  const last = frame.length - 1;
  if (last > valueStart && frame.charCodeAt(last) === quote) return frame.length;
  for (let at = frame.lastIndexOf('"\\'); at > valueStart; at = frame.lastIndexOf('"\\', at - 1)) {
    if (head.codes.has(codeAt(frame, at + 2))) return at + 1;
  }
  return frame.length;
}

function unquoted(frame: string, valueStart: number, end: number): string {
  const isClosed = end - valueStart > 1 && frame.charCodeAt(end - 1) === quote;
  return isClosed ? frame.slice(valueStart + 1, end - 1) : frame.slice(valueStart, end);
}

/** Where line-of-business data ends: JSON at the end of its text, anything else before the next code the message knows. */
function endOfData(frame: string, valueStart: number, firstSeparator: number, head: Head): number {
  const afterJson = endOfJson(frame, valueStart);
  let at = afterJson === undefined ? firstSeparator : frame.indexOf(separator, afterJson);
  while (at >= 0 && !head.codes.has(codeAt(frame, at + 1))) at = frame.indexOf(separator, at + 1);
  return at < 0 ? frame.length : at;
}
