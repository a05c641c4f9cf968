const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Start of an object with a member's name, or of an array with a value, after optional blanks. */
const beginning = /\{\s*["}]|\[\s*["{[\]\dtfn-]/y;

/** Returns whether a value looks like a JSON object or array; other data may start with a bracket too. */
export function looksLikeJson(text: string, start: number): boolean {
  const first = text.charCodeAt(start);
  if (first !== openBrace && first !== openBracket) return false;
  beginning.lastIndex = start;
  return beginning.test(text);
}

/**
 * Returns the end of the JSON object or array that starts at `start`, by counting brackets outside strings, or undefined if
 * it does not end.
 */
export function endOfJson(text: string, start: number): number | undefined {
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) isInString = !isInString;
    else if (isInString) at += unit === backslash ? 1 : 0;
    else if (unit === openBrace || unit === openBracket) depth++;
    else if ((unit === closeBrace || unit === closeBracket) && --depth === 0) return at + 1;
  }
  return undefined;
}
