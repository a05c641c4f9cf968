/** Most characters of a reason that are kept. */
const mostCharacters = 300;

/** Returns a reason as it is kept: one line, 300 characters at most. */
export function reasonText(reason: string): string {
  const line = reason.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return line.length <= mostCharacters ? line : `${line.slice(0, mostCharacters - 1)}…`;
}
