import { codeNumber, separator } from '@sdmp/protocol';

export const quote = 0x22;

/**
 * Where quoted text ends, its closing quote included. It may hold quotes and separators unescaped, so its closing quote is
 * the last one that ends the frame or stands before another parameter of the message. Where there are both, the text
 * after it may hold quotes too: the closing quote is then the one that leaves pairs on either side. Without any, the value
 * runs to the end of the frame.
 */
export function endOfQuoted(frame: string, valueStart: number, codes: ReadonlySet<number>): number {
  const last = frame.length - 1;
  const isClosedByEnd = last > valueStart && frame.charCodeAt(last) === quote;
  const quotesAhead = isClosedByEnd ? countQuotes(frame, valueStart + 1) : 0;
  let quotesBehind = 0;
  for (let at = frame.lastIndexOf('"'); at > valueStart; at = frame.lastIndexOf('"', at - 1)) {
    const isBeforeParameter = frame.charAt(at + 1) === separator && codes.has(codeNumber(frame, at + 2));
    const quotesInside = quotesAhead - quotesBehind - 1;
    const leavesPairs = quotesBehind % 2 === 0 && quotesInside % 2 === 0;
    if (isBeforeParameter && (!isClosedByEnd || leavesPairs)) return at + 1;
    quotesBehind++;
  }
  return frame.length;
}

function countQuotes(text: string, from: number): number {
  let count = 0;
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) count++;
  return count;
}

/** Whether quoted text from `valueStart` to before `end` has its closing quote; an opening quote without one is part of the value. */
export function isClosed(frame: string, valueStart: number, end: number): boolean {
  return end - valueStart > 1 && frame.charCodeAt(end - 1) === quote;
}
