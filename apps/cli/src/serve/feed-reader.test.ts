import { OutcomeColumns, outcomeRecord, parseOutcomeLine } from '@sdmp/outcomes';
import { decode } from '@sdmp/codec';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeedReader } from './feed-reader.ts';

/** Bodies of the lines, and what was said of the bad ones, when the bytes come in these pieces. */
function read(pieces: readonly Uint8Array[], maxLineLength = 1000): { bodies: string[]; said: string[] } {
  const said: string[] = [];
  const reader = new FeedReader({ maxLineLength, onBadLine: (message) => said.push(message) });
  const columns = new OutcomeColumns();
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
