const replaced = '\ufffd';

/** Returns the number of the first argument that was not UTF-8: Node has put U+FFFD in place of its bytes. Undefined: none. */
export function unreadableWord(words: readonly string[]): number | undefined {
  const index = words.findIndex((word) => word.includes(replaced));
  return index < 0 ? undefined : index + 1;
}
