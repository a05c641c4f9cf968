import { type MessageDefinition, messages } from '@sdmp/protocol';
import { encodeText, wireEncodings } from '../src/encoding.ts';
import type { FuzzInput } from './fuzz-input.ts';
import type { Random } from './random.ts';

type Texts = readonly [string, ...string[]];

const definitions: readonly MessageDefinition[] = messages;
const examples = definitions.flatMap(({ example }) => (example === undefined ? [] : [example]));

/** Messages with separators in their values, followed by the documented examples. */
const seeds: Texts = [
  String.raw`OZ\TXa\CNSales1\DT{"a":"C:\\TX\\RE","b":[1,{"c":"}"}]}\RE10`,
  String.raw`OZ\TXa\DT<r><c n="a" d="&#92;"/></r>\AO167\IR16`,
  String.raw`CG:MA:OZ\DTPath~N~C:\temp\new|\RE10\DD`,
  String.raw`ER\EC9006\FM"EO\PS"a"\SO"\MSno "such" thing`,
  String.raw`CM:DE:ER\FM"ER\EC1\FM"EO\SO"\MSno"\EC33`,
  String.raw`EO\TXa\\S\SO\ `,
  'VS',
  ...examples,
];

/** Characters that are likely to cause faults. */
const tokens: Texts = [
  '\\',
  '"',
  '\\FM"',
  '"\\EC',
  '\\DT',
  '\\DT{"',
  '\\DT[',
  '{',
  '}',
  '[',
  ']',
  ':',
  'CG:MA:',
  '\\TX',
  '\\RE10',
  '\\MS',
  '\0',
  '\r',
  '\n',
  '\r\n',
  '\ufeff',
  'é',
  '€',
  '\x81',
  '😀',
  '\ud800',
  '\udc00',
  '中',
  ' ',
  'A',
  '0',
  '~N~',
  '\\\\',
];
const ends: Texts = ['\0', '\0', '\0', '\r\n', '\n', '\0\0', '\r\n\r\n', '\r', ''];
const limits = [1_048_576, 1_048_576, 1024, 256, 64, 16, 5] as const;

function changed(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const to = at + random.below(12);
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(to);
    case 1:
      return text.slice(0, to) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at, to).repeat(1 + random.below(20)) + text.slice(to);
    case 3: {
      const other = random.pick(seeds);
      return text.slice(0, at) + other.slice(random.below(other.length));
    }
    default:
      return text.slice(0, at) + random.pick(tokens) + text.slice(random.oneIn(2) ? at : at + 1);
  }
}

function makeText(random: Random): string {
  let text = random.oneIn(50) ? '\ufeff' : '';
  for (let count = random.below(3); count >= 0; count--) {
    let frame = random.pick(seeds);
    for (let changes = random.below(5); changes > 0; changes--) frame = changed(frame, random);
    text += frame + random.pick(ends);
  }
  return text;
}

/** Returns a stream of mutated valid messages. */
export function makeInput(random: Random): FuzzInput {
  const encoding = random.pick(wireEncodings);
  const bytes = encodeText(makeText(random), encoding);
  for (let flips = random.oneIn(4) ? random.below(4) : 0; flips > 0 && bytes.length > 0; flips--) {
    bytes[random.below(bytes.length)] = random.below(256);
  }
  const cuts = Array.from({ length: 1 + random.below(3) }, () => 1 + random.below(random.oneIn(2) ? 4 : 60));
  const options = { encoding, maxFrameBytes: random.pick(limits), lineFeedEnds: random.oneIn(4) };
  return { bytes: bytes.subarray(0, bytes.length - (random.oneIn(8) ? random.below(4) : 0)), cuts, options };
}
