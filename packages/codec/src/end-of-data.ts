import { codeNumber, separator } from '@sdmp/protocol';

/** Line-of-business data end with their JSON text, if they are one, else before the next code that the message knows. */
export function endOfData(
  frame: string,
  firstSeparator: number,
  afterJson: number | undefined,
  codes: ReadonlySet<number>,
): number {
  if (afterJson !== undefined && frame.charAt(afterJson) === separator) return afterJson;
  let at = afterJson === undefined ? firstSeparator : frame.indexOf(separator, afterJson);
  while (at >= 0 && !codes.has(codeNumber(frame, at + 1))) at = frame.indexOf(separator, at + 1);
  return at < 0 ? frame.length : at;
}
