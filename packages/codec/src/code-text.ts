import { codeLength, codeNumberLimit } from '@sdmp/protocol';

/** Strings of codes by number, so that reading a code creates no string. */
const codeTexts: (string | undefined)[] = Array.from({ length: codeNumberLimit });

/** Returns the code with this number, which is at `at` in the text. */
export function codeText(number: number, text: string, at: number): string {
  const known = codeTexts[number];
  if (known !== undefined) return known;
  const code = text.slice(at, at + codeLength);
  codeTexts[number] = code;
  return code;
}
