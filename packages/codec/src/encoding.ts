import { SdmpError } from '@sdmp/protocol';
import { writeLatin1, writeUtf16 } from './native-text.ts';
import { writeUtf8Escaped } from './utf8.ts';

/** Character encodings. The 8-bit listener uses Windows-1252 by default, the Unicode listener UTF-16LE. */
export type WireEncoding = 'windows-1252' | 'latin1' | 'utf-8' | 'utf-16le';

/** Every encoding that the codec reads and writes. The first is the default. */
export const wireEncodings = ['windows-1252', 'latin1', 'utf-8', 'utf-16le'] as const satisfies readonly WireEncoding[];

/** Returns the size of a character cell, bytes: 2 for UTF-16LE, otherwise 1. The terminator is a zero cell. */
export function cellSize(encoding: WireEncoding): 1 | 2 {
  return encoding === 'utf-16le' ? 2 : 1;
}

/** Characters of Windows-1252 in place of U+0080 to U+009F; its five gaps keep the control character. */
const windows1252Specials =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** What each 8-bit encoding has, from its first to its last character. */
const eightBitTexts = {
  latin1: /^[\0-\xff]*$/,
  'windows-1252': new RegExp(`^[\\0-\\x7f\\xa0-\\xff${windows1252Specials}]*$`),
} as const;

/** Whether an encoding has every character of a text. What an 8-bit one does not have is written as `?`. */
export function hasCharacters(text: string, encoding: WireEncoding): boolean {
  if (encoding === 'utf-16le') return true;
  return encoding === 'utf-8' ? text.isWellFormed() : eightBitTexts[encoding].test(text);
}

const byteOfSpecial = new Map(
  Array.from(windows1252Specials, (character, index) => [character.charCodeAt(0), index + 0x80]),
);

/** Converts a text whose characters are bytes from Windows-1252. */
export function fromWindows1252(bytesAsText: string): string {
  return bytesAsText.replace(/[\x80-\x9f]/g, (character) => windows1252Specials.charAt(character.charCodeAt(0) - 0x80));
}

/** Replacement for a character that the encoding does not have. */
const replacement = '?';

/** A surrogate pair is one character, which neither encoding has. */
const beyondAscii = /[\ud800-\udbff][\udc00-\udfff]|[^\0-\x7f]/g;

function windows1252Byte(character: string): string {
  const unit = character.charCodeAt(0);
  const special = byteOfSpecial.get(unit);
  if (special !== undefined) return String.fromCharCode(special);
  return unit >= 0xa0 && unit < 0x100 ? character : replacement;
}

function latin1Byte(character: string): string {
  return character.charCodeAt(0) < 0x100 ? character : replacement;
}

/** Encodes text without a terminator. A character that an 8-bit encoding does not have becomes `?`. */
export function encodeText(text: string, encoding: WireEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return writeUtf8Escaped(text);
    case 'utf-16le':
      return writeUtf16(text);
    case 'latin1':
      return writeLatin1(text.replace(beyondAscii, latin1Byte));
    case 'windows-1252':
      return writeLatin1(text.replace(beyondAscii, windows1252Byte));
  }
}

/** Parses the name of an encoding in common spellings. Throws `ENCODING_UNSUPPORTED`. */
export function parseEncoding(name: string): WireEncoding {
  const found = wireEncodings.find((encoding) => encoding === name.toLowerCase());
  if (found !== undefined) return found;
  throw new SdmpError(
    'ENCODING_UNSUPPORTED',
    `'${name}' is not a wire encoding: use one of ${wireEncodings.join(', ')}`,
  );
}
