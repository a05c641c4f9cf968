import fc from 'fast-check';
import { type Message, decode } from '@sdmp/codec';
import { outcomeData, placeCode } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { outcomeClass } from '../model/outcome-class.ts';
import { outcomeFromRecord, outcomeMessageFromRecord } from './recorded-outcome.ts';
import { outcomeRecord } from './outcome-record.ts';

const time = 1_763_802_000_000;

function recordOf(frame: string) {
  return outcomeRecord(decode(frame), { time });
}

test(verifies('OZ-6') + 'the documented example loses its TX and nothing else', () => {
  expect(recordOf(outcomeData.example)).toEqual({
    time,
    tenant: 'default',
    campaign: 'Sales1',
    classes: outcomeClass.success,
    body: String.raw`\CNSales1\ANJoe\SI001234567890\RE10\AO167\DT`,
  });
});

test('the tenant is the one named', () => {
  expect(recordOf(String.raw`CG:MA:OZ\TDacme\TXt\RE2`)).toEqual({
    time,
    tenant: 'acme',
    campaign: '',
    classes: outcomeClass.failure,
    body: String.raw`\TDacme\RE2`,
  });
});

test.each([
  [String.raw`OZ`, ''],
  [String.raw`OZ\TXt`, ''],
  [String.raw`OZ\CNa\TXt`, String.raw`\CNa`],
  [String.raw`OZ\TXt\\Q1\A\CNa\ZPj.1.2\TXu\CNb`, String.raw`\\Q1\A\CNa\CNb`],
  [String.raw`OZ\TXt\DT{"a":"\\TXb"}\RE1`, String.raw`\DT{"a":"\\TXb"}\RE1`],
  [String.raw`OZ\DTa\b\TXt\RE1`, String.raw`\DTa\b\RE1`],
  [String.raw`OZ\DTa\TXt\ZZb\RE1`, String.raw`\ZZb\RE1\DTa`],
])(verifies('OZ-6') + '%s is kept as %s', (frame, body) => {
  expect(recordOf(frame).body).toBe(body);
});

const code = fc.constantFrom(...outcomeData.parameters.map((parameter) => parameter.code), placeCode, 'ZZ', 'Q1');
const value = fc.string({ unit: fc.constantFrom('a', '1', '"', '{', '}', 'é', '漢', '😀', ' ', '~') });
const data = fc.string({ unit: fc.constantFrom('a', '"', '{', '}', '\\', 'T', 'X', 'Z', '1') });
const field = fc.oneof({ weight: 4, arbitrary: fc.tuple(code, value) }, fc.tuple(fc.constant('DT'), data));

/** Undefined where data begin as a JSON text that only the transaction ended. */
function recordOrRefusal(message: Message) {
  try {
    return outcomeRecord(message, { time });
  } catch (error) {
    expect(error).toMatchObject({ code: 'INVALID_OUTCOME', message: expect.stringMatching(/DT \(data\).*JSON/) });
    expect(message.text).toMatch(/\\DT\{".*\\(?:TX|ZP)/);
    return undefined;
  }
}

test(verifies('OZ-6') + 'data that would take in what stands behind the transaction is refused', () => {
  expect(recordOrRefusal(decode(String.raw`OZ\DT{"\TX"\DT"\DT}`))).toBeUndefined();
});

test(verifies('OZ-6') + 'a frame keeps every field but TX and the place, through a record and back', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 8 }), fc.boolean(), (fields, isRouted) => {
      const message = decode((isRouted ? 'CG:MA:OZ' : 'OZ') + fields.map(([c, v]) => `\\${c}${v}`).join(''));
      const record = recordOrRefusal(message);
      if (record === undefined) return;
      const again = outcomeMessageFromRecord(record.body);
      const kept = message.entries().filter(([c]) => c !== 'TX' && c !== placeCode);
      const withoutData = (entries: [string, string][]) => entries.filter(([c]) => c !== 'DT');
      const onlyData = (entries: [string, string][]) => entries.filter(([c]) => c === 'DT');
      expect(withoutData(again.entries())).toEqual(withoutData(kept));
      expect(onlyData(again.entries())).toEqual(onlyData(kept));
    }),
    { numRuns: 2000 },
  );
});

test(verifies('OZ-6') + 'with TX in front, a record is its frame byte for byte', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 8 }), (fields) => {
      const rest = fields.filter(([c]) => c !== 'TX' && c !== placeCode).map(([c, v]) => `\\${c}${v}`);
      const frame = String.raw`OZ\TXEOSales1` + rest.join('');
      const message = decode(frame);
      fc.pre(message.entries().filter(([c]) => c === 'TX' || c === placeCode).length === 1);
      expect(String.raw`OZ\TXEOSales1` + outcomeRecord(message, { time }).body).toBe(frame);
    }),
  );
});

test('an outcome from a journal has its place as id', () => {
  const outcome = outcomeFromRecord(String.raw`\CNa\RE10`, { journal: 'j', position: 7, time });
  expect(outcome.toJSON()).toEqual({
    id: 'j-7',
    time: '2025-11-22T09:00:00.000Z',
    campaignName: 'a',
    reason: 10,
    reasonName: 'Connected',
    dontDial: false,
    success: true,
  });
});
