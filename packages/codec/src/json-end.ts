const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** An object begins with a member's name, an array with any value; blanks may come before it. */
const beginning = /\{\s*["}]|\[\s*["{[\]\dtfn-]/y;

/** Whether a value that begins at `start` looks like a JSON object or array, as other data with a bracket in front do not. */
export function looksLikeJson(text: string, start: number): boolean {
  const first = text.charCodeAt(start);
  if (first !== openBrace && first !== openBracket) return false;
  beginning.lastIndex = start;
  return beginning.test(text);
}

/**
 * Where the JSON object or array that begins at `start` ends: brackets are counted, strings understood. Undefined when it
 * never ends.
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
