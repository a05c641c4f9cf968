/**
 * What a terminal would obey, or order text by, instead of showing it: C0, DEL and C1 controls, bidirectional controls, and the
 * line and paragraph separators of Unicode.
 */
const steering = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
/** The same without the line ends and tabs that a text of several lines is made of. */
const steeringInLines = /(?!\r?\n|\t)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** Returns a character as `<U+001B>`: plain ASCII, which every terminal shows and none obeys. */
function codePointOf(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Returns a text for one line of a terminal or a log: everything that would steer it is shown, line ends and tabs too. */
export function visibleLine(text: string): string {
  return text.replace(steering, codePointOf);
}

/** Returns a text of several lines for a terminal: everything that would steer it is shown, line ends and tabs stay. */
export function visibleText(text: string): string {
  return text.replace(steeringInLines, codePointOf);
}
