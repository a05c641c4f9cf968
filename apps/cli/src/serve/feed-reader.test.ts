import { OutcomeBatch, outcomeRecord, parseOutcomeLine } from '@sdmp/outcomes';
import { decode, encodeText } from '@sdmp/codec';
import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LineEncoding, lineEncodings } from '../lines.ts';
import { FeedReader } from './feed-reader.ts';

/** Bodies of the lines, and what was said of the bad ones, when the bytes come in these pieces. */
function read(
  pieces: readonly Uint8Array[],
  maxLineLength = 1000,
  encoding: LineEncoding = 'utf-8',
): { bodies: string[]; said: string[] } {
  const said: string[] = [];
  const reader = new FeedReader({
    maxLineLength,
    encoding,
    onBadLine: (line, reason) => said.push(`feed line ${line} is skipped: ${reason}`),
  });
  const columns = new OutcomeBatch();
  for (const piece of pieces) reader.push(piece, columns, 5);
  reader.end(columns, 5);
  const { count, ends, bodies } = columns;
  const text = new TextDecoder();
  return {
    bodies: Array.from({ length: count }, (_, row) => text.decode(bodies.subarray(ends[row - 1] ?? 0, ends[row]))),
    said,
  };
}

const lines = [
  String.raw`OZ\CNa\SI1\RE10\DTplain`,
  String.raw`CG:MA:OZ\TXgone\CNb\RE2`,
  String.raw`OZ\CNGrüße\RE5`,
  '{"campaignName":"c","reason":5}',
  String.raw`OZ\CNa\DT{"a":"\\"}`,
  String.raw`OZ\CNa\SI${'1'.repeat(50)}`,
];
const bad = ['', 'hello', String.raw`OZ\RE1000`, '{"reason":'];

test('lines are the same however the bytes are cut, and bad ones are named by their numbers', () => {
  const line = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...lines) }, fc.constantFrom(...bad));
  fc.assert(
    fc.property(fc.array(line), fc.nat({ max: 60 }), fc.constantFrom('\n', '\r\n'), (all, size, end) => {
      const bytes = Buffer.from(all.map((each) => each + end).join(''));
      const pieces = Array.from({ length: Math.ceil(bytes.length / (size + 1)) }, (_, index) =>
        bytes.subarray(index * (size + 1), (index + 1) * (size + 1)),
      );
      const { bodies, said } = read(pieces);
      const good = all.filter((each) => !bad.includes(each));
      expect(bodies).toEqual(good.map((each) => parseOutcomeLine(each, { time: 5 }).body));
      const numbers = all.flatMap((each, index) => (bad.includes(each) ? [index + 1] : []));
      expect(said.map((message) => Number(/^feed line (\d+) is skipped: /.exec(message)?.[1]))).toEqual(numbers);
    }),
  );
});

test('a line that is too long is skipped, whether it is plain or not', () => {
  const plain = String.raw`OZ\CNa\SI123456789`;
  const { bodies, said } = read([Buffer.from(`OZ\\CNa\n${plain}\n${plain}ü\nOZ\\CNb\n${'é'.repeat(18)}`)], 17);
  expect(bodies).toEqual(['\\CNa', '\\CNb']);
  expect(said).toEqual([2, 3, 5].map((line) => `feed line ${line} is skipped: it is longer than 17 characters`));
});

test('a plain line is recorded as its decoded frame is', () => {
  const [line = ''] = lines;
  expect(read([Buffer.from(`${line}\n`)]).bodies).toEqual([outcomeRecord(decode(line), { time: 5 }).body]);
});

const advice = 'write the feed in UTF-8, or name its encoding (--feed-encoding)';

test(
  verifies('OZ-8') + 'a byte that is not UTF-8 is named with its line and its parameter, and the line is skipped',
  () => {
    const pieces = [
      Buffer.from('OZ\\CNok\n'),
      Buffer.from('OZ\\CNCaf\xe9\\ANJos\xe9\\RE10\n', 'latin1'),
      Buffer.from('{"reason":5,"agentIdentifier":"Jos\xe9"}\n', 'latin1'),
      Buffer.from('\xff\xfeO\0Z\0\n', 'latin1'),
      Buffer.from('OZ\\CNlast\xc3', 'latin1'),
    ];
    expect(read(pieces)).toEqual({
      bodies: ['\\CNok'],
      said: [
        `feed line 2 is skipped: byte 9 of it, 0xE9, is not UTF-8, in CN (campaignName): ${advice}`,
        `feed line 3 is skipped: byte 35 of it, 0xE9, is not UTF-8, in agentIdentifier: ${advice}`,
        `feed line 4 is skipped: byte 1 of it, 0xFF, is not UTF-8: ${advice}`,
        `feed line 5 is skipped: byte 10 of it, 0xC3, is not UTF-8, in CN (campaignName): ${advice}`,
      ],
    });
  },
);

test(verifies('OZ-8') + 'a feed in another encoding is recorded as its characters', () => {
  const windows = Buffer.from('OZ\\CNCaf\xe9 \x80\x81\nOZ\\CNb\r\n', 'latin1');
  expect(read([windows], 1000, 'windows-1252')).toEqual({ bodies: ['\\CNCafé €\u0081', '\\CNb'], said: [] });
  const wide = Buffer.from('\ufeffOZ\\CNCafé 📞\r\n{"campaignName":"ਊ"}\nOZ\\CN\ud83d\nOZ\\CNb', 'utf16le');
  expect(read([wide, Buffer.of(0)], 1000, 'utf-16le')).toEqual({
    bodies: ['\\CNCafé 📞', '\\CNਊ'],
    said: [
      expect.stringMatching(/^feed line 3 is skipped: CN \(campaignName\) holds half of a surrogate pair/),
      `feed line 4 is skipped: it ends with half a character of UTF-16, in CN (campaignName): ${advice}`,
    ],
  });
});

test('lines of each encoding are the same however the bytes are cut', () => {
  const text = fc.array(fc.constantFrom('a', 'é', '\u010a', '\u0a00', '\u0a0a', '\n', '\r\n'), { maxLength: 12 });
  fc.assert(
    fc.property(text, fc.constantFrom(...lineEncodings), fc.nat(4), (characters, encoding, size) => {
      const all = characters
        .join('')
        .split(/\r?\n/)
        .map((value) => `OZ\\CN${value}`);
      const bytes = encodeText(all.join('\n'), encoding);
      const cut = Array.from({ length: Math.ceil(bytes.length / (size + 1)) }, (_, index) =>
        bytes.slice(index * (size + 1), (index + 1) * (size + 1)),
      );
      expect(read(cut, 1000, encoding)).toEqual(read([bytes], 1000, encoding));
      if (encoding !== 'windows-1252') {
        expect(read(cut, 1000, encoding)).toEqual({ bodies: all.map((line) => line.slice(2)), said: [] });
      }
    }),
    { numRuns: 1000 },
  );
});
