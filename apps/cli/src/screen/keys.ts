/** Names of keys that send more than a character. */
const sequences: Readonly<Record<string, string>> = {
  '[A': 'up',
  '[B': 'down',
  OA: 'up',
  OB: 'down',
  '[5~': 'page up',
  '[6~': 'page down',
  '[H': 'home',
  '[F': 'end',
  '[1~': 'home',
  '[4~': 'end',
};

/** Names of keys that send a control character. */
const controls: Readonly<Record<number, string>> = {
  3: 'ctrl c',
  4: 'ctrl d',
  12: 'ctrl l',
  26: 'ctrl z',
  13: 'enter',
  27: 'escape',
};

const escape = String.fromCodePoint(0x1b);
const keyForm = new RegExp(`${escape}(?:\\[[0-9;?]*[@-~]|O[@-~])?|[^]`, 'gu');

/**
 * Returns the keys in what a terminal in raw mode sent: a character by itself, others by a name such as `up` or `ctrl c`. Keys without
 * a name here are left out.
 */
export function readKeys(text: string): readonly string[] {
  return Array.from(text.matchAll(keyForm), ([sequence]) => {
    if (sequence.length > 1 && sequence.startsWith(escape)) return sequences[sequence.slice(1)];
    const code = sequence.codePointAt(0) ?? 0;
    return code < 32 || code === 127 ? controls[code] : sequence;
  }).filter((key) => key !== undefined);
}
