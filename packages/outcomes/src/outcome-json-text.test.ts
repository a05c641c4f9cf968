import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcomeEvent, outcomeEventText } from './cloudevents/index.ts';
import { outcomeFromRecord, outcomeId, outcomeJsonText } from './index.ts';

const codes = ['CN', 'TD', 'SI', 'TN', 'AN', 'RE', 'AO', 'IR', 'DD', 'DT', 'ZZ', ''];
const values = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '10', '2', '{"a":1}', '{"a":1e400}', '"', 'é', '\u{1f4de}', '\ud800', '99999999999999999999'),
  fc.json(),
);
const bodies = fc
  .array(fc.tuple(fc.constantFrom(...codes), values), { maxLength: 8 })
  .map((fields) => fields.map(([code, value]) => `\\${code}${value}`).join(''));

test('the text of an outcome, and of its event, is what JSON.stringify gives', () => {
  const property = fc.property(bodies, fc.integer({ min: 0, max: 2 ** 42 }), (body, time) => {
    const place = { journal: 'a"b', position: 7, time };
    const outcome = outcomeFromRecord(body, place);
    expect(outcomeJsonText(outcome)).toBe(JSON.stringify(outcome));
    const origin = { id: outcomeId(place), source: 'dialer a' };
    expect(outcomeEventText(outcome, origin)).toBe(JSON.stringify(outcomeEvent(outcome, origin)));
  });
  fc.assert(property, { numRuns: 2000 });
});
