import { CloudEvent, HTTP } from 'cloudevents';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { outcomeFromRecord, outcomeId } from '../index.ts';
import { outcomeEvent, outcomeEventText } from './index.ts';

const place = { journal: 'a1b2', position: 7, time: Date.UTC(2026, 10, 22, 9) };
const outcome = outcomeFromRecord(String.raw`\CNSales1\SI001234567890\RE10\DT{"customer":5}`, place);

test('an outcome is an event that others read', () => {
  const event = outcomeEvent(outcome, { id: outcomeId(place), source: 'dialer a/b' });
  expect(event).toEqual({
    specversion: '1.0',
    id: 'a1b2-7',
    source: 'sdmp:/a1b2/dialer%20a%2Fb',
    type: 'sdmp.outcome.recorded',
    subject: '001234567890',
    time: '2026-11-22T09:00:00.000Z',
    datacontenttype: 'application/json',
    data: outcome.toJSON(),
  });
  const body = JSON.stringify(event);
  const read = HTTP.toEvent<object>({ headers: { 'content-type': 'application/cloudevents+json' }, body });
  if (!(read instanceof CloudEvent)) throw new TypeError('one event was expected');
  expect(read.validate()).toBe(true);
  expect(read).toMatchObject({ id: 'a1b2-7', subject: '001234567890', data: { campaignName: 'Sales1', reason: 10 } });
});

test('what an outcome lacks is absent', () => {
  const bare = outcomeFromRecord(String.raw`\RE2`, place);
  const event = outcomeEvent(bare, { id: outcomeId(place) });
  expect(event.source).toBe('sdmp:/a1b2');
  expect(event).not.toHaveProperty('subject');
  const odd = outcomeFromRecord('\\SIa\nb', place);
  expect(outcomeEvent(odd, { id: outcomeId(place) })).not.toHaveProperty('subject');
});

test(verifies('CALL-12') + 'a correction is an event of another type, about the same subject', () => {
  const corrected = outcomeFromRecord(String.raw`\CNSales1\SI7\RE98\ZV2.1000.1.10.101.Joe`, place);
  const event = outcomeEvent(corrected, { id: outcomeId(place) });
  expect(event).toMatchObject({
    type: 'sdmp.outcome.corrected',
    subject: '7',
    data: { reason: 98, revision: 2, correctedTime: '1970-01-01T00:00:01.000Z', correctedReason: 10 },
  });
  expect(JSON.parse(outcomeEventText(corrected, { id: outcomeId(place) }))).toEqual(event);
});
