import { codeNumber, separator } from '@sdmp/protocol';

export const quote = 0x22;

/**
 * Returns the end of quoted text including its closing quote. The text may contain unescaped quotes and separators, so the
 * closing quote is the last one that ends the frame or precedes another parameter of the message. If both exist, the text
 * after it may contain quotes too, and the closing quote is the one that leaves pairs on both sides. Without a closing quote
 * the value extends to the end of the frame.
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

/** Returns whether quoted text from `valueStart` to before `end` has a closing quote; otherwise the opening quote is part of the value. */
export function isClosed(frame: string, valueStart: number, end: number): boolean {
  return end - valueStart > 1 && frame.charCodeAt(end - 1) === quote;
}
