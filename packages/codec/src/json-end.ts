const opening = new Set(['{', '[']);
const closing = new Set(['}', ']']);

/**
 * Where a JSON object or array that begins at `start` ends: brackets are counted, strings understood. Undefined when the
 * text does not begin with one, or it never ends.
 */
export function endOfJson(text: string, start: number): number | undefined {
  if (!opening.has(text.charAt(start))) return undefined;
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (isInString) {
      if (character === '\\') at++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (opening.has(character)) depth++;
    else if (closing.has(character) && --depth === 0) return at + 1;
  }
  return undefined;
}
