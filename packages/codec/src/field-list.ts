import { codeText } from './code-text.ts';
import { DataEnd } from './data-end.ts';
import { frameAtHand } from './frame-at-hand.ts';
import type { Head } from './head.ts';
import { endOfQuoted, isClosed, quote } from './quoted.ts';
import { codeCells, numberOfCode, separatorText } from './wire-constants.ts';

/** A list for more is made longer as it fills. */
const largestExpected = 64;

const dataEnd = new DataEnd();

/**
 * Codes and values of a frame in turn. One pass without a table between, which takes an eighth off reading a message fully. A
 * list is made as long as that of the last message with this head: growing would double the garbage.
 */
export function fieldListOf(frame: string, head: Head): string[] {
  const isAtHand = frameAtHand.frame === frame;
  const text = isAtHand ? frameAtHand.text : frame;
  const frameStart = isAtHand ? frameAtHand.start : 0;
  const frameEnd = frameStart + frame.length;
  const { dataCode, quotedCode } = head;
  // oxlint-disable-next-line unicorn/no-new-array -- Array.from takes longer than all the rest
  const fields = new Array<string>(head.expected);
  let count = 0;
  let begin = frameStart + head.text.length + 1;
  dataEnd.reset();
  while (begin <= frameEnd) {
    const separatorAt = text.indexOf(separatorText, begin);
    let end = separatorAt < 0 || separatorAt > frameEnd ? frameEnd : separatorAt;
    // Too short for a code. Apart from the rest, because what follows takes a tenth less then.
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
