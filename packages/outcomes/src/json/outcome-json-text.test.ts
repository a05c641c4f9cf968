import { anyCharacter } from '@sdmp/protocol/arbitrary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcomeEvent, outcomeEventText } from '../cloudevents/index.ts';
import { outcomeFromRecord, outcomeId, outcomeJsonText } from '../index.ts';

const codes = ['CN', 'TD', 'SI', 'TN', 'AN', 'RE', 'AO', 'IR', 'DD', 'DT', 'ZZ', ''];
const values = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 12 }),
  fc.constantFrom('', '10', '2', '{"a":1}', '{"a":1e400}', '"', 'é', '\u{1f4de}', '\ud800', '99999999999999999999'),
  fc.json(),
);
const bodies = fc
  .array(fc.tuple(fc.constantFrom(...codes), values), { maxLength: 8 })
  .map((fields) => fields.map(([code, value]) => `\\${code}${value}`).join(''));

/** Data that are the JSON text of an object stand in the text as they are: a string takes their place for the comparison. */
function withDataAsText(json: string, data: string | undefined): string {
  const isObject = data?.startsWith('{') === true && isJson(data) && data.isWellFormed();
  return isObject ? json.replace(`"data":${data}`, () => `"data":${JSON.stringify(data)}`) : json;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function asText(outcome: object, data: string | undefined): object {
  return data === undefined ? outcome : { ...outcome, data };
}

test('the text of an outcome, and of its event, is what JSON.stringify gives, with data as they were recorded', () => {
  const property = fc.property(bodies, fc.integer({ min: 0, max: 2 ** 42 }), (body, time) => {
    const place = { journal: 'a"b', position: 7, time };
    const outcome = outcomeFromRecord(body, place);
    const { data } = outcome;
    expect(withDataAsText(outcomeJsonText(outcome), data)).toBe(JSON.stringify(asText(outcome.toJSON(), data)));
    const origin = { id: outcomeId(place), source: 'dialer a' };
    const event = outcomeEvent(outcome, origin);
    const shown = { ...event, data: asText(event.data, data) };
    expect(withDataAsText(outcomeEventText(outcome, origin), data)).toBe(JSON.stringify(shown));
  });
  fc.assert(property, { numRuns: 2000 });
});
