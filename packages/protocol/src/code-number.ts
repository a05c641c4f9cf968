/** ASCII in two characters: every code has a number below this. */
export const codeNumberLimit = 128 * 128;

/** The two characters at `at` as one number, so that codes are compared and looked up without a string; -1 where they are no ASCII, or the text ends. */
export function codeNumber(text: string, at = 0): number {
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  // So written that past the end of the text, where both are NaN, the answer is -1.
  return first < 128 && second < 128 ? first * 128 + second : -1;
}

/** Any two characters at `at` as one number: a code that is not ASCII has one too. To find a known code among others. */
export function codePair(text: string, at = 0): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}
