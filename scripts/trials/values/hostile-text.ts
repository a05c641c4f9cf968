import type { Random } from '../../built-packages.ts';

/** How the bytes of a door or of a way out are written. */
export const encodings = ['utf-8', 'windows-1252', 'latin1', 'utf-16le'] as const;
export type DoorEncoding = (typeof encodings)[number];

/** U+0080 to U+009F of Windows-1252 after the Unicode consortium's CP1252.TXT; its gaps are the control characters. */
const specials = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const byteOf = new Map(Array.from(specials, (character, index) => [character, 0x80 + index]));

/** Each with what else it stands for: encodings have some of them. */
const pieces = [
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
  // Planes, combining forms, both normal forms, marks, non-characters.
  'e\u0301',
  'ﬁ',
  '中',
  '漢字',
  '\u0080',
  '\u0085',
  '\u0093',
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

/** Up to the limit, which counts UTF-16 units, not bytes. */
const longPieces = ['a', 'é', 'ÿ', '中', '😀'];

/** Whether an encoding has every character of a text. */
export function canHold(encoding: DoorEncoding, text: string): boolean {
  const byteFor = byteIn[encoding];
  return byteFor === undefined || Array.from(text).every((character) => byteFor(character) !== undefined);
}

function pick<Value>(random: Random, values: readonly Value[], otherwise: Value): Value {
  return values[random.next() % values.length] ?? otherwise;
}

const usableSets = new Map<string, { readonly some: readonly string[]; readonly long: readonly string[] }>();

/** The pieces that an encoding has and that do not match `without`. */
function usablePieces(encoding: DoorEncoding, without: RegExp): { some: readonly string[]; long: readonly string[] } {
  const name = `${encoding} ${without.source}`;
  const known = usableSets.get(name);
  if (known !== undefined) return known;
  const isUsable = (piece: string): boolean => !without.test(piece) && canHold(encoding, piece);
  const made = { some: pieces.filter(isUsable), long: longPieces.filter(isUsable) };
  usableSets.set(name, made);
  return made;
}

/** Text of at most `length` UTF-16 units without a character of `without`. */
export function hostileText(random: Random, encoding: DoorEncoding, length: number, without: RegExp): string {
  const { some, long } = usablePieces(encoding, without);
  switch (random.next() % 8) {
    case 0:
      return '';
    case 1: {
      const piece = pick(random, long, 'a');
      return piece.repeat(Math.floor(length / piece.length));
    }
    default: {
      let text = '';
      for (let count = random.next() % 6; count >= 0; count--) text += pick(random, some, 'a');
      return cutTo(text, length);
    }
  }
}

function cutTo(text: string, length: number): string {
  let cut = '';
  for (const character of text) if (cut.length + character.length <= length) cut += character;
  return cut;
}

/** The platform's own encoders, and the table above. Throws for what an 8-bit encoding does not have. */
export function bytesIn(text: string, encoding: DoorEncoding): Buffer {
  const byteFor = byteIn[encoding];
  if (byteFor === undefined) return Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le');
  return Buffer.from(
    Array.from(text, (character) => {
      const byte = byteFor(character);
      if (byte === undefined) throw new RangeError('a case holds a character that its encoding does not have');
      return byte;
    }),
  );
}

function latin1Byte(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? code : undefined;
}

function windows1252Byte(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 || (code >= 0xa0 && code < 0x100) ? code : byteOf.get(character);
}

const byteIn: Readonly<Record<DoorEncoding, ((character: string) => number | undefined) | undefined>> = {
  'utf-8': undefined,
  'utf-16le': undefined,
  'windows-1252': windows1252Byte,
  latin1: latin1Byte,
};

const questionMark = 0x3f;

/** What a subscriber is to get: one question mark for each character that its encoding does not have. */
export function delivered(text: string, encoding: DoorEncoding): Buffer {
  const byteFor = byteIn[encoding];
  if (byteFor === undefined) return bytesIn(text, encoding);
  return Buffer.from(Array.from(text, (character) => byteFor(character) ?? questionMark));
}
