import { codeLength, codeNumberLimit } from '@sdmp/protocol';

/** Codes are two characters: one look-up gives the string without making it anew. */
const codeTexts: (string | undefined)[] = Array.from({ length: codeNumberLimit });

/** The code with this number, which stands at `at`. */
export function codeText(number: number, text: string, at: number): string {
  const known = codeTexts[number];
  if (known !== undefined) return known;
  const code = text.slice(at, at + codeLength);
  codeTexts[number] = code;
  return code;
}
