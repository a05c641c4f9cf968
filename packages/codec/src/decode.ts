import { codeLength, separator } from '@sdmp/protocol';
import { codeAt } from './code-at.ts';
import { type Head, readHead } from './head.ts';
import { endOfJson, looksLikeJson } from './json-end.ts';
import { Message } from './message.ts';
import { endOfQuoted, quote, unquoted } from './quoted.ts';

const unreadableFields: readonly string[] = Object.freeze([]);

/**
 * A frame to a message. Never throws: a frame that does not begin with a message code gives a message with an empty
 * code. Unknown codes, repeats and empty segments are kept. Time is linear in the frame.
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
  let mayHoldJson = true;
  for (;;) {
    let end = frame.indexOf(separator, start);
    if (end < 0) end = frame.length;
    if (end - start < codeLength) {
      fields.push(frame.slice(start, end), '');
    } else {
      const code = codeAt(frame, start);
      const valueStart = start + codeLength;
      if (code === head.quotedCode && frame.charCodeAt(valueStart) === quote) {
        end = endOfQuoted(frame, valueStart, head.codes);
        fields.push(code, unquoted(frame, valueStart, end));
      } else {
        if (code === head.dataCode && end < frame.length) {
          const isJson = mayHoldJson && looksLikeJson(frame, valueStart);
          const afterJson = isJson ? endOfJson(frame, valueStart) : undefined;
          // Searched to the frame's end once: a frame full of opening brackets must not cost its square.
          if (isJson && afterJson === undefined) mayHoldJson = false;
          end = endOfData(frame, end, afterJson, head);
        }
        fields.push(code, frame.slice(valueStart, end));
      }
    }
    if (end >= frame.length) return;
    start = end + 1;
  }
}

/** Line-of-business data end with their JSON text, if they are one, else before the next code that the message knows. */
function endOfData(frame: string, firstSeparator: number, afterJson: number | undefined, head: Head): number {
  if (afterJson !== undefined && frame.charAt(afterJson) === separator) return afterJson;
  let at = afterJson === undefined ? firstSeparator : frame.indexOf(separator, afterJson);
  while (at >= 0 && !head.codes.has(codeAt(frame, at + 1))) at = frame.indexOf(separator, at + 1);
  return at < 0 ? frame.length : at;
}
