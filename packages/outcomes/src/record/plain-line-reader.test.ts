import { outcomeData, release } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OutcomeRecord } from './outcome-record.ts';
import { parseOutcomeLine } from './parse-outcome-line.ts';
import { OutcomeBatch } from './outcome-batch.ts';
import { PlainLineReader } from './plain-line-reader.ts';

const time = 1_763_802_000_000;

/** What the columns hold, as records. */
function recordsIn({ count, scopes, scopeOf, classes, times, ends, bodies }: OutcomeBatch): OutcomeRecord[] {
  return Array.from({ length: count }, (_, row) => {
    const scope = scopes[scopeOf[row] ?? -1];
    if (scope === undefined) throw new RangeError(`outcome ${row} has no scope`);
    const body = new TextDecoder().decode(bodies.subarray(row === 0 ? 0 : ends[row - 1], ends[row]));
    return { time: times[row] ?? 0, ...scope, classes: classes[row] ?? 0, body };
  });
}

/** The record of a line that is plain. */
function plainRecord(line: string, reader = new PlainLineReader()): OutcomeRecord | undefined {
  const columns = new OutcomeBatch();
  const bytes = new TextEncoder().encode(line);
  const end = reader.read(bytes, 0, columns, time);
  expect([0, bytes.length]).toContain(end);
  expect(columns.count).toBe(end === 0 ? 0 : 1);
  return recordsIn(columns)[0];
}

test.each([
  [outcomeData.example],
  [`CG:MA:${outcomeData.example}`],
  [String.raw`OZ\TDacme\CNSales 1\REx`.replace('x', '2')],
  [String.raw`OZ\TD\CN\RE\AO\DT`],
  [String.raw`OZ\CNa\CNb\TDx\TDy\RE10\RE2\AO`],
  [String.raw`OZ\ZPj.1.2\CNa\ZZ1\ZZ2\DD`],
  [String.raw`OZ\TXt`],
  [String.raw`OZ\CNa\DT{"a":[1,"b"]}`],
])('%s is read as the full parser reads it', (frame) => {
  for (const end of ['\n', '\r\n']) expect(plainRecord(frame + end)).toEqual(parseOutcomeLine(frame, { time }));
});

test.each(
  [
    ['', '\n', 'OZ\n', 'OZ', String.raw`OZ\CNa`, String.raw`OZ\CNa` + '\0\n', String.raw`OZ\CNa` + '\r', ' OZ\\CNa\n'],
    [
      String.raw`OZ\CNä` + '\n',
      '{"reason":10}\n',
      'EO\\CNa\n',
      'CG:AG:OZ\\CNa\n',
      'OZ\\C\n',
      'OZ\\\\CNa\n',
      'OZ\\ä1\n',
    ],
    ['OZ\\REten\n', 'OZ\\RE1000\n', 'OZ\\CNa/b\n', 'OZ\\TDa b\n', 'OZ\\DD1\n', `OZ\\AN${'x'.repeat(81)}\n`],
    ['OZ\\DTa\\b\n', 'OZ\\DT\\CNa\n', 'OZ\\DT{"a":"\\"b"}\n', 'OZ\\CNa\tb\n', 'OZ\\CNa\u0000b\n', 'OZ\\RE0000000010\n'],
  ].flat(),
)('%j is no plain line', (line) => {
  expect(plainRecord(line)).toBeUndefined();
});

test('lines are read up to the first that is not plain, and from wherever one begins', () => {
  const reader = new PlainLineReader({ maxLength: 12 });
  const columns = new OutcomeBatch();
  const lines = [
    'OZ\\CNa\\RE10\n',
    'OZ\\CNb\\RE2\r\n',
    '{"reason":5}\n',
    'OZ\\CNa\\AO1\n',
    'OZ\\CNab\\RE100\n',
    'OZ\\CNb',
  ];
  const bytes = new TextEncoder().encode(lines.join(''));
  const at = (line: number): number => lines.slice(0, line).join('').length;
  expect(reader.read(bytes, 0, columns, 1)).toBe(at(2));
  expect(reader.read(bytes, at(2), columns, 2)).toBe(at(2));
  expect(reader.read(bytes, at(3), columns, 3)).toBe(at(4));
  columns.add({ time: 4, tenant: 'default', campaign: 'b', classes: 2, body: 'Grüße' });
  expect(reader.read(bytes, at(5), columns, 5)).toBe(at(5));
  expect(recordsIn(columns)).toEqual([
    { time: 1, tenant: 'default', campaign: 'a', classes: 1, body: '\\CNa\\RE10' },
    { time: 1, tenant: 'default', campaign: 'b', classes: 2, body: '\\CNb\\RE2' },
    { time: 3, tenant: 'default', campaign: 'a', classes: 1, body: '\\CNa\\AO1' },
    { time: 4, tenant: 'default', campaign: 'b', classes: 2, body: 'Grüße' },
  ]);
  expect(columns.scopes).toHaveLength(2);
});

test('columns that were cleared begin anew, and those that are full take no more', () => {
  const reader = new PlainLineReader();
  const columns = new OutcomeBatch();
  const bytes = new TextEncoder().encode('OZ\\CNa\nOZ\\CNb\n'.repeat(33_000));
  const end = reader.read(bytes, 0, columns, 1);
  expect([columns.count, columns.isFull, end]).toEqual([65_536, true, 65_536 * 7]);
  expect(() => columns.add({ time: 1, tenant: 'a', campaign: 'b', classes: 1, body: '' })).toThrow(RangeError);
  columns.clear();
  expect(reader.read(bytes, end + 7, columns, 2)).toBe(bytes.length);
  expect(columns.count).toBe(66_000 - 65_537);
  expect(recordsIn(columns)[0]).toEqual({ time: 2, tenant: 'default', campaign: 'b', classes: 2, body: '\\CNb' });
});

test('the rule for success is asked', () => {
  const asked: unknown[] = [];
  const isSuccess = (...numbers: unknown[]): boolean => asked.push(numbers) > 0;
  const reader = new PlainLineReader({ isSuccess });
  expect(plainRecord('OZ\\RE007\\AO\\AO3\n', reader)?.classes).toBe(1);
  expect(plainRecord('OZ\\AO12\n', reader)?.classes).toBe(1);
  expect(asked).toEqual([
    [7, undefined],
    [undefined, 12],
  ]);
});

const codes = [...outcomeData.parameters.map(({ code }) => code), 'ZP', 'ZZ', 'Q1', 'oz', '~~'];
const character = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'Z', '0', '1', '9', '_', ' ') },
  { weight: 2, arbitrary: fc.integer({ min: 0x20, max: 0x7f }).map((unit) => String.fromCharCode(unit)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\\', '"', '{', '}', '<', '>', 'é', '営', '🙂', '\t', '\0', '\r', '\u007f', '\ufeff'),
  },
);
const value = fc.oneof(
  { weight: 4, arbitrary: fc.array(character, { maxLength: 6 }).map((all) => all.join('')) },
  { weight: 3, arbitrary: fc.nat(20_000).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '0', '00010', '999', '1000', '9999', '10000', '1234567890', '{"a":"b\\\\c"}'),
  },
  { weight: 1, arbitrary: fc.nat(130).map((length) => 'x'.repeat(length)) },
);
const segment = fc.tuple(fc.constantFrom(...codes), value).map(([code, text]) => `\\${code}${text}`);
const head = fc.oneof(
  { weight: 9, arbitrary: fc.constant('OZ') },
  fc.constantFrom('CG:MA:OZ', 'EO', 'O', 'OZZ', '', ' OZ'),
);
/** A CR at the end would be part of the line's end. */
const frames = fc
  .tuple(head, fc.array(segment, { maxLength: 7 }))
  .map(([start, all]) => (start + all.join('')).replace(/\r+$/, ''));

test(verifies('OZ-4', 'OZ-6') +
  'whatever is taken as a plain line, the full parser and the catalogue take as the same record', () => {
  const reader = new PlainLineReader();
  let plain = 0;
  fc.assert(
    fc.property(frames, fc.constantFrom('\n', '\r\n'), (frame, end) => {
      const record = plainRecord(frame + end, reader);
      if (record === undefined) return;
      plain += 1;
      expect(record).toEqual(parseOutcomeLine(frame, { time }));
      const fields = frame
        .split('\\')
        .slice(1)
        .flatMap((text) => [text.slice(0, 2), text.slice(2)]);
      expect(release().message(outcomeData)?.check(fields)).toEqual([]);
    }),
    { numRuns: 4000 },
  );
  expect(plain).toBeGreaterThan(400);
}, 60_000);

test('a line that the full parser takes, in ASCII and without a separator in its data, is plain', () => {
  const plainValue: Record<string, string> = {
    TD: 'acme',
    CN: 'Sales 1',
    RE: '10',
    AO: '167',
    IR: '19',
    DD: '',
    DT: 'a|b',
  };
  const some = fc.subarray(codes.filter((code) => code !== 'DT')).map((all) => [...all, 'DT']);
  fc.assert(
    fc.property(some, (all) => {
      const frame = `OZ${all.map((code) => `\\${code}${plainValue[code] ?? 'x1'}`).join('')}`;
      expect(plainRecord(`${frame}\n`)).toEqual(parseOutcomeLine(frame, { time }));
    }),
  );
});
