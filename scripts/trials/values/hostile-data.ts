import type { Random } from '../../built-packages.ts';
import { type DoorEncoding, hostileText } from './hostile-text.ts';

/** Line-of-business data of a case. */
export interface CaseData {
  /** As it is to be recorded. */
  readonly text: string;
  /** Whether it is handed in, and stands in JSON, as an object. */
  readonly isObject: boolean;
}

const numbers = [
  '0',
  '-0',
  '1.0',
  '1.50',
  '1e999',
  '1E+2',
  '12345678901234567890',
  '123456789012345678901234567890',
  '-1e-7',
];
const strings = [
  String.raw`"\u00e9"`,
  String.raw`"\u0000"`,
  String.raw`"\ud83d"`,
  String.raw`"\ud83d\ude00"`,
  String.raw`"\/\b\f\n\r\t"`,
  String.raw`"\\"`,
  String.raw`"\\TXa"`,
  String.raw`"\"}"`,
  '"{["',
  '"]}"',
  '""',
  '" a "',
  String.raw`"C:\\TN\\RE10"`,
];
const names = ['"a"', '"b"', '"10"', '"2"', '"__proto__"', '"constructor"', '""', String.raw`"\u0061"`, '"é"'];
const blanks = ['', '', ' ', '\t', '  '];
/** What would end the frame, and what begins a parameter. */
const unfit = /[\0\r\n\\]/;

/** Nothing, text, or the JSON text of an object. */
export function hostileData(random: Random, encoding: DoorEncoding): CaseData | undefined {
  const pick = (values: readonly string[]): string => values[random.next() % values.length] ?? '';
  const value = (depth: number): string => {
    const kind = random.next() % (depth > 2 ? 3 : 5);
    if (kind === 0) return pick(numbers);
    if (kind === 1) return pick(strings);
    if (kind === 2) return pick(['true', 'false', 'null', JSON.stringify(plainText())]);
    const parts = Array.from({ length: random.next() % 4 }, () => value(depth + 1));
    return kind === 3 ? `[${pick(blanks)}${parts.join(`${pick(blanks)},`)}]` : object(depth + 1);
  };
  const object = (depth: number): string => {
    const members = Array.from({ length: random.next() % 5 }, () => `${pick(names)}${pick(blanks)}:${value(depth)}`);
    return `{${pick(blanks)}${members.join(`,${pick(blanks)}`)}${pick(blanks)}}`;
  };
  const plainText = (): string => hostileText(random, encoding, 200, unfit);
  switch (random.next() % 6) {
    case 0:
      return undefined;
    case 1:
      // A backslash that begins no parameter belongs to the data.
      return { text: `a${plainText()}\\tmp\\b`, isObject: false };
    case 2: {
      const text = plainText();
      return { text: text.startsWith('{') ? `a${text}` : text, isObject: false };
    }
    default:
      return { text: object(0), isObject: true };
  }
}
