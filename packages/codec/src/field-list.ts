import { codeText } from './code-text.ts';
import { DataEnd } from './data-end.ts';
import { frameAtHand } from './frame-at-hand.ts';
import type { Head } from './head.ts';
import { endOfQuoted, isClosed, quote } from './quoted.ts';
import { codeCells, numberOfCode, separatorText } from './wire-constants.ts';

/** Initial length of a list, which grows as it fills. */
const largestExpected = 64;

const dataEnd = new DataEnd();

/**
 * Reads alternating codes and values of a frame in one pass without a segment table, which saves an eighth of the time of
 * reading a message fully. The list gets the length of that of the last message with this head, because growing it would
 * double the garbage.
 */
export function fieldListOf(frame: string, head: Head): string[] {
  const isAtHand = frameAtHand.frame === frame;
  const text = isAtHand ? frameAtHand.text : frame;
  const frameStart = isAtHand ? frameAtHand.start : 0;
  const frameEnd = frameStart + frame.length;
  const { dataCode, quotedCode } = head;
  // oxlint-disable-next-line unicorn/no-new-array -- Array.from takes longer than everything else
  const fields = new Array<string>(head.expected);
  let count = 0;
  let begin = frameStart + head.text.length + 1;
  dataEnd.reset();
  while (begin <= frameEnd) {
    const separatorAt = text.indexOf(separatorText, begin);
    let end = separatorAt < 0 || separatorAt > frameEnd ? frameEnd : separatorAt;
    // Too short for a code. A separate branch, because it saves a tenth of the time of the rest.
    if (end - begin < codeCells) {
      fields[count++] = text.slice(begin, end);
      fields[count++] = '';
      begin = end + 1;
      continue;
    }
    const number = numberOfCode(text, begin);
    const start = begin + codeCells;
    let inner = 0;
    if (number === dataCode && end < frameEnd) {
      end = frameStart + dataEnd.find(frame, start - frameStart, end - frameStart, head);
    } else if (number === quotedCode && text.charCodeAt(start) === quote) {
      end = frameStart + endOfQuoted(frame, start - frameStart, head.codes);
      inner = isClosed(text, start, end) ? 1 : 0;
    }
    fields[count++] = number < 0 ? text.slice(begin, start) : codeText(number, text, begin);
    fields[count++] = text.slice(start + inner, end - inner);
    begin = end + 1;
  }
  while (fields.length > count) fields.pop();
  head.expected = Math.min(count, largestExpected);
  return fields;
}
