import { outcomeEventType } from '@sdmp/outcomes/cloudevents';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import type { Problem } from '../../src/http/schema/problem.ts';
import { runApi } from './support/run-api.ts';

const event = `"specversion":"1.0","id":"a","source":"/crm","type":"${outcomeEventType}"`;
const data = String.raw`{"n":12345678901234567890,"m":1e999,"__proto__":{"2":1.0,"1":2},"a":"\u00e9\ud83d","a":1}`;

async function bodiesAfter(body: string | Uint8Array<ArrayBuffer>, type: string) {
  const { ask, journal } = await runApi();
  const response = await ask('/outcomes', { method: 'POST', headers: { 'content-type': type }, body });
  const { batch } = await journal.read(0);
  const text = batch === undefined ? '' : new TextDecoder().decode(batch.bodies);
  return { status: response.status, problem: (await response.json()) as Problem, text };
}

test.each([
  ['application/json', `[ {"reason":5,\n"data":${data}} ]`],
  ['application/json; charset="UTF-8"', `\ufeff {"data":${data},"reason":5}`],
  ['application/cloudevents+json', `{${event},"data":{"data":${data},"reason":5}}`],
  ['application/cloudevents-batch+json', `[{"data":{"reason":5,"data":${data}},${event}}]`],
])(verifies('OZ-8') + 'data in %s are recorded character for character', async (type, body) => {
  expect(await bodiesAfter(body, type)).toMatchObject({ status: 201, text: `\\RE5\\DT${data}` });
});

test.each([
  [
    'application/json',
    '[{"reason":5},{"agentIdentifier":"Jos\xe9"}]',
    'byte 38 of the body, 0xE9, is not UTF-8, in outcome 1, agentIdentifier',
  ],
  ['application/json', '{"agentIdentifier":"Jos\xe9"}', 'byte 24 of the body, 0xE9, is not UTF-8, in agentIdentifier'],
  ['application/cloudevents+json', `{${event},"data":{"campaignName":"\xe9"}}`, 'is not UTF-8, in campaignName'],
  ['application/json', '{"agentIdentifier":"\xe9', 'byte 21 of the body, 0xE9, is not UTF-8: send UTF-8'],
])(verifies('OZ-8') + 'a body in %s that is not UTF-8 is refused, and the place is named', async (type, body, text) => {
  const answer = await bodiesAfter(Uint8Array.from(Buffer.from(body, 'latin1')), type);
  expect(answer).toMatchObject({ status: 400, problem: { code: 'INVALID_JSON' }, text: '' });
  expect(answer.problem.detail).toContain(text);
});

test.each([
  [String.raw`{"campaignName":"\ud83d"}`, /campaignName holds half of a surrogate pair/],
  ['{"reason":10.0}', /reason must be written in digits alone/],
  ['{"reason":1,"reason":2}', /reason is there twice/],
])(verifies('OZ-8') + '%s is refused, for it would be recorded otherwise', async (body, text) => {
  const answer = await bodiesAfter(`[${body}]`, 'application/json');
  expect(answer).toMatchObject({ status: 400, problem: { code: 'INVALID_OUTCOMES' }, text: '' });
  expect(answer.problem.outcomes).toEqual([{ index: 0, detail: expect.stringMatching(text) as unknown }]);
});

test('a body that says it is in another encoding is refused', async () => {
  const answer = await bodiesAfter('{"reason":5}', 'application/json; charset=iso-8859-1');
  expect(answer).toMatchObject({ status: 415, problem: { code: 'UNSUPPORTED_MEDIA_TYPE' }, text: '' });
});

test('an event whose data are there twice is refused', async () => {
  const answer = await bodiesAfter(
    `{${event},"data":{"reason":5},"data":{"reason":6}}`,
    'application/cloudevents+json',
  );
  expect(answer.problem.outcomes?.[0]?.detail).toMatch(/data is there twice/);
});
