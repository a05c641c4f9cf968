import type { Random } from '../../built-packages.ts';

/** How a door's bytes are written. */
export type DoorEncoding = 'utf-8' | 'windows-1252' | 'utf-16le';

/** U+0080 to U+009F of Windows-1252 after the Unicode consortium's CP1252.TXT; its gaps are the control characters. */
const specials = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const byteOf = new Map(Array.from(specials, (character, index) => [character, 0x80 + index]));

/** What every encoding has. */
const narrow = [
  'a',
  'Z',
  '0',
  ' ',
  '  ',
  '\t',
  '"',
  "'",
  ',',
  ';',
  '%',
  '&',
  '<',
  '>',
  '{',
  '}',
  '[',
  ']',
  '|',
  '~',
  '\u0001',
  '\u007f',
  'é',
  'ß',
  'ÿ',
  '\u00a0',
  '\u00ad',
  ...Array.from(specials),
  '__proto__',
  'null',
  '0123',
  '1e999',
  '=1+1',
  '--',
  '$1',
  '%E9',
  '&amp;',
] as const;
/** Planes, combining forms, both normal forms, marks, non-characters. */
const wide = [
  'e\u0301',
  'ﬁ',
  '中',
  '漢字',
  '\u0080',
  '\u0085',
  '\u200d',
  '\u200e',
  '\u2028',
  '\ufeff',
  '\ufffd',
  '\uffff',
  '\u0a0a',
  '\u010d',
  '😀',
  '👨‍👩‍👧',
  '𝄞',
  '\u{10ffff}',
  '\u{2f800}',
  'İ',
  'ſ',
  '\u0130\u0307',
] as const;

function pick<Value>(random: Random, values: readonly Value[], otherwise: Value): Value {
  return values[random.next() % values.length] ?? otherwise;
}

/** Text of at most `length` UTF-16 units without a character of `without`. */
export function hostileText(random: Random, encoding: DoorEncoding, length: number, without: RegExp): string {
  const pieces = (encoding === 'windows-1252' ? narrow : [...narrow, ...wide]).filter((piece) => !without.test(piece));
  switch (random.next() % 8) {
    case 0:
      return '';
    case 1: {
      // Up to the limit, which counts characters, not bytes.
      const piece = pick(random, encoding === 'windows-1252' ? ['a', 'é', 'ÿ'] : ['a', 'é', '中', '😀'], 'a');
      return piece.repeat(Math.floor(length / piece.length));
    }
    default: {
      let text = '';
      for (let count = random.next() % 6; count >= 0; count--) text += pick(random, pieces, 'a');
      return cutTo(text, length);
    }
  }
}

function cutTo(text: string, length: number): string {
  let cut = '';
  for (const character of text) if (cut.length + character.length <= length) cut += character;
  return cut;
}

/** The platform's own encoders, and the table above. Throws for what Windows-1252 does not have. */
export function bytesIn(text: string, encoding: DoorEncoding): Buffer {
  if (encoding !== 'windows-1252') return Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le');
  return Buffer.from(
    Array.from(text, (character) => {
      const byte = narrowByte(character);
      if (byte === undefined) throw new RangeError('a case holds a character that its encoding does not have');
      return byte;
    }),
  );
}

function narrowByte(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 || (code >= 0xa0 && code < 0x100) ? code : byteOf.get(character);
}

/** What an 8-bit subscriber is to get: one question mark for each character that Windows-1252 does not have. */
export function narrowed(text: string): Buffer {
  return Buffer.from(Array.from(text, (character) => narrowByte(character) ?? 0x3f));
}
