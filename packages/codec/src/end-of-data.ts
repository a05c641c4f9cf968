import { codeNumber, separator } from '@sdmp/protocol';

/** In XML a separator is always escaped: the first one behind a closed tag is not of the data (TR-7). */
function endsXml(frame: string, start: number, firstSeparator: number): boolean {
  return frame.startsWith('<', start) && frame.charAt(firstSeparator - 1) === '>';
}

/**
 * Where line-of-business data that begin at `start` end: with their JSON text, behind the XML, else before the next code
 * that the message knows.
 */
export function endOfData(
  frame: string,
  start: number,
  firstSeparator: number,
  afterJson: number | undefined,
  codes: ReadonlySet<number>,
): number {
  if (endsXml(frame, start, firstSeparator)) return firstSeparator;
  if (afterJson !== undefined && frame.charAt(afterJson) === separator) return afterJson;
  let at = afterJson === undefined ? firstSeparator : frame.indexOf(separator, afterJson);
  while (at >= 0 && !codes.has(codeNumber(frame, at + 1))) at = frame.indexOf(separator, at + 1);
  return at < 0 ? frame.length : at;
}
