import fc from 'fast-check';
import { SdmpError, outcomeData } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { outcomeClass } from '../model/outcome-class.ts';
import { outcomeFromRecord } from './recorded-outcome.ts';
import { outcomeJsonText } from '../json/outcome-json-text.ts';
import type { OutcomeInput } from '../json/outcome-input.ts';
import { frameOfOutcome } from '../json/outcome-to-fields.ts';
import { mostAheadMs, mostBehindMs } from '../model/stated-time.ts';
import { parseOutcomeLine } from './parse-outcome-line.ts';

const time = 1_763_802_000_000;

function errorOf(line: string): string {
  try {
    parseOutcomeLine(line, { time });
  } catch (error) {
    expect(error).toBeInstanceOf(SdmpError);
    expect(error).toMatchObject({ code: 'INVALID_OUTCOME', retryable: false });
    return error instanceof Error ? error.message : '';
  }
  throw new Error('the line was taken');
}

const exampleBody = String.raw`\CNSales1\ANJoe\SI001234567890\RE10\AO167\DT`;

test.each(['', '\r', '\r\n', '\0', '\n'])('a frame ended by %j is taken', (end) => {
  expect(parseOutcomeLine(outcomeData.example + end, { time }).body).toBe(exampleBody);
});

test.each([
  outcomeData.example,
  `CG:MA:${outcomeData.example}`,
  `\ufeff${outcomeData.example}`,
  ` ${outcomeData.example}`,
])('%s is the documented example', (line) => {
  expect(parseOutcomeLine(line, { time })).toEqual({
    time,
    tenant: 'default',
    campaign: 'Sales1',
    classes: outcomeClass.success,
    body: exampleBody,
  });
});

test(verifies('OZ-6') + 'unknown and repeated parameters and empty values are fine', () => {
  const body = String.raw`\CNa\CNb\ZZ1\ZZ2\\AO\RE\DT`;
  expect(parseOutcomeLine(`OZ${body}`, { time }).body).toBe(body);
});

test.each([
  ['', /empty/],
  ['hello', /no SDMP message.*give/],
  [String.raw`EO\CNa\TXt\FO`, /message EO.*give/],
  [String.raw`CG:AG:OZ\CNa`, /message OZ.*CG:MA:OZ/],
  [String.raw`OZ\RE1000`, /RE \(reason\).*0 to 999.*correct/],
  [String.raw`OZ\REten`, /RE \(reason\)/],
  [String.raw`OZ\AO10000`, /AO \(agentOutcome\)/],
  [String.raw`OZ\AN${'x'.repeat(81)}`, /AN \(agentIdentifier\).*1 to 80/],
  ['OZ\\CNa\nOZ\\CNb', /one frame a line/],
  ['OZ\\CNa\0OZ\\CNb', /one frame a line/],
  ['{"reason":10', /complete JSON object/],
  ['{"telephone":"01632960001"}', /unknown key 'telephone'.*telephoneNumber/],
  ['{"reason":"10"}', /reason: must be a whole number, without quotation marks/],
  ['{"reason":1000}', /RE \(reason\).*0 to 999/],
  ['{"campaignName":"a\\\\b"}', /campaignName must not hold a backslash/],
  ['{"agentIdentifier":"a\\u0000b"}', /agentIdentifier must not hold NUL/],
  ['{"data":"a\\nb"}', /data must not hold NUL, CR or LF/],
  ['{"data":"a\\\\TXb"}', /data holds a backslash/],
  ['{"data":[1]}', /data: must be text or a JSON object/],
  ['{"time":"yesterday"}', /time: must be a time with its zone/],
  ['{"other":[["TX","a"]]}', /other\[0\]: TX belongs to the delivery/],
  ['{"other":[["CN","a"]]}', /other\[0\]: CN has a long name: use campaignName/],
  ['{"other":[["Z","a"]]}', /other\[0\] must begin with a code/],
  ['{"other":[["ZZ","a\\\\b"]]}', /other\[0\] must not hold a backslash/],
  ['OZ\\CNa\\TNx\ud83dy', /TN \(telephoneNumber\) holds half of a surrogate pair/],
  [String.raw`{"campaignName":"\ud83d"}`, /campaignName holds half of a surrogate pair/],
  [String.raw`{"other":[["ZZ","\udc00"]]}`, /other\[0\] holds half/],
  ['{"data":{"a":"\ud83d"}}', /data holds half/],
  ['{"reason":10.0}', /reason must be written in digits alone/],
  ['{"reason":1e1}', /reason must be written in digits alone/],
  ['{"reason":10.00000000000000001}', /reason must be written in digits alone/],
  ['{"agentOutcome":-0}', /agentOutcome must be written in digits alone/],
  ['{"reason":10,"reason":5}', /reason is there twice: give it once/],
  [String.raw`{"reason":10,"r\u0065ason":5}`, /reason is there twice/],
  ['{"__proto__":{"reason":5}}', /unknown key '__proto__'/],
  ['{"time":"2026-11-22T10:00:00.1234567Z"}', /time has more digits than milliseconds/],
  ['{"time":"2026-02-30T10:00:00Z"}', /time: /],
])(verifies('OZ-8') + '%j is refused', (line, text) => {
  const message = errorOf(line);
  expect(message).toMatch(text);
  expect(message).not.toContain('\n');
});

test('an error never repeats a value', () => {
  const secret = '0163296000191234567890';
  for (const line of [
    String.raw`OZ\TN${secret.repeat(5)}`,
    String.raw`OZ\RE${secret}`,
    `{"telephoneNumber":"${secret}`,
    `{"telephoneNumber":${secret}}`,
    `{"data":"${secret}\\\\TX${secret}"}`,
  ]) {
    expect(errorOf(line)).not.toContain('01632960001');
  }
});

test.each([
  '{"n":12345678901234567890,"m":1e999,"x":1.0,"z":-0}',
  '{"10":1,"2":2,"a":1,"a":2}',
  String.raw`{"e":"\u00e9\/\ud83d","nul":"\u0000","q":"\"\\"}`,
  '{"__proto__":{"a":1},"constructor":null}',
  '{ "a" : [ 1 , 2 ] }',
  '{}',
])(verifies('OZ-8') + 'data that are %s are recorded character for character', (data) => {
  const line = `{"reason":10,"data":${data},"campaignName":"a"}`;
  const { body } = parseOutcomeLine(line, { time });
  expect(body).toBe(`\\CNa\\RE10\\DT${data}`);
  const back = outcomeJsonText(outcomeFromRecord(body, { journal: 'j', position: 1, time }));
  expect(back).toContain(`"data":${data},`);
  expect(parseOutcomeLine(back, { time })).toEqual(parseOutcomeLine(line, { time }));
});

test(verifies('OZ-8') + 'data over several lines lose the line ends between their tokens and nothing else', () => {
  const line = '{"data":{\n  "a": "b c",\r\n\t"n": 1.0\n}}';
  expect(parseOutcomeLine(line, { time }).body).toBe('\\DT{  "a": "b c",\t"n": 1.0}');
});

test('a time with zeros below milliseconds is taken', () => {
  expect(
    parseOutcomeLine('{"time":"2026-11-22T10:00:00.120000Z"}', { time, arrival: Date.UTC(2026, 10, 22, 10) }).time,
  ).toBe(Date.UTC(2026, 10, 22, 10, 0, 0, 120));
});

test('a JSON outcome becomes an OZ with its data last', () => {
  const record = parseOutcomeLine(
    JSON.stringify({
      id: 'old-1',
      time: '2026-11-22T10:00:00+01:00',
      data: { note: String.raw`a\TXb` },
      tenantDescriptor: 'acme',
      campaignName: 'Sales1',
      reason: 5,
      reasonName: 'whatever',
      success: true,
      dontDial: true,
      other: [
        ['ZZ', '1'],
        ['CN', 'again'],
      ],
    }),
    { time, arrival: Date.UTC(2026, 10, 22, 9) },
  );
  expect(record).toEqual({
    time: Date.UTC(2026, 10, 22, 9),
    tenant: 'acme',
    campaign: 'Sales1',
    classes: outcomeClass.failure,
    body: String.raw`\CNSales1\DD\RE5\TDacme\ZZ1\CNagain\DT{"note":"a\\TXb"}`,
  });
});

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((s) => s.replace(/[\\\0\r\n]/g, '_'));
const name = fc.stringMatching(/^[\wäöüß ]{1,20}$/);
const outcomes: fc.Arbitrary<OutcomeInput> = fc.record(
  {
    time: fc
      .date({ noInvalidDate: true, min: new Date(time - mostBehindMs), max: new Date(time + mostAheadMs) })
      .map((date) => date.toISOString()),
    tenantDescriptor: fc.stringMatching(/^\w{1,10}$/),
    campaignName: name,
    sessionIdentifier: text,
    telephoneNumber: text,
    agentIdentifier: text,
    agentAlternativeIdentifier: text,
    reason: fc.nat(999),
    agentOutcome: fc.nat(9999),
    rawCause: fc.nat(999),
    dontDial: fc.boolean(),
    data: fc.oneof(
      text.filter((s) => !s.startsWith('{')),
      fc.constant(''),
      fc.dictionary(
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.oneof(
          fc.string(),
          fc.integer(),
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
        ),
      ),
    ),
    other: fc.array(fc.tuple(fc.constantFrom('ZZ', 'Q1', 'AS'), text), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['time'] },
);

test(verifies('OZ-2', 'OZ-3', 'OZ-6') + 'a JSON outcome comes back as it went in', () => {
  fc.assert(
    fc.property(outcomes, (outcome) => {
      const record = parseOutcomeLine(JSON.stringify(outcome), { time });
      const back = outcomeFromRecord(record.body, { journal: 'j', position: 1, time: record.time });
      const { id, success, reasonName, ...given } = back.toJSON();
      expect(id).toBe('j-1');
      expect(given).toEqual({ dontDial: false, ...outcome });
      expect(success).toBe(outcome.reason === 10 || outcome.agentOutcome !== undefined);
      expect(parseOutcomeLine(JSON.stringify(back), { time })).toEqual(record);
      expect(reasonName === undefined || outcome.reason !== undefined).toBe(true);
      expect(frameOfOutcome(outcome)).toBe(`OZ${record.body}`);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['2999-01-01T00:00:00Z', false],
  ['2026-11-22T09:10:00.001Z', false],
  ['2026-11-22T09:10:00.000Z', true],
  ['2016-11-22T00:00:00Z', true],
  ['2016-11-20T00:00:00Z', false],
  ['1970-01-01T00:00:00Z', false],
])('a stated time of %s is taken at 9:00 on 22 November 2026: %s', (stated, isTaken) => {
  const read = () =>
    parseOutcomeLine(JSON.stringify({ reason: 10, time: stated }), { time: Date.UTC(2026, 10, 22, 9) });
  if (isTaken) expect(read().time).toBe(Date.parse(stated));
  else
    expect(read).toThrow(
      /^time: must not be more than 10 minutes ahead .* leave it out to record the time of arrival$/,
    );
});
