import { codeLength } from '@sdmp/protocol';

/** Codes are two characters: one table look-up gives the string without making it anew. */
const codeTable: (string | undefined)[] = Array.from({ length: 128 * 128 });

/** The code that begins at `start`; shorter where the text ends before it does. */
export function codeAt(text: string, start: number): string {
  const first = text.charCodeAt(start);
  const second = text.charCodeAt(start + 1);
  // So written that past the end of the text, where both are NaN, the table is left alone.
  if (!(first < 128 && second < 128)) return text.slice(start, start + codeLength);
  const key = first * 128 + second;
  const known = codeTable[key];
  if (known !== undefined) return known;
  const code = text.slice(start, start + codeLength);
  codeTable[key] = code;
  return code;
}
