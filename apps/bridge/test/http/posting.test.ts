import { outcomeEventType } from '@sdmp/outcomes/cloudevents';
import { expect, test } from 'vitest';
import type { OutcomesPage, Recorded } from '../../src/http/outcomes/schema.ts';
import type { Problem } from '../../src/http/schema/problem.ts';
import { createBridgeEvents } from '../../src/log/bridge-events.ts';
import { durableAppender } from '../../src/upstream/durable-append.ts';
import { runApi } from './support/run-api.ts';

const outcome = { campaignName: 'Sales', sessionIdentifier: 'S1', reason: 10, telephoneNumber: '02015550123' };
const event = { specversion: '1.0', id: 'a', source: '/crm', type: outcomeEventType, data: outcome };

test('an outcome is recorded, and answered with its id when it is on disk', async () => {
  const { post, get, journal } = await runApi();
  const response = await post('/outcomes', outcome);
  expect(response.status).toBe(201);
  const recorded = (await response.json()) as Recorded;
  expect(recorded).toEqual({ outcomes: [{ id: `${journal.id}-0`, position: 0 }] });
  const { outcomes } = await get<OutcomesPage>('/outcomes?unmask=true');
  expect(outcomes).toMatchObject([{ ...outcome, id: `${journal.id}-0`, source: 'http', success: true }]);
});

test('many outcomes are recorded in their order', async () => {
  const { post, get } = await runApi();
  const many = Array.from({ length: 1000 }, (_, number) => ({ ...outcome, sessionIdentifier: `S${number}` }));
  expect((await post('/outcomes', many)).status).toBe(201);
  const { outcomes } = await get<OutcomesPage>('/outcomes?order=asc&limit=1000');
  expect(outcomes.map(({ sessionIdentifier }) => sessionIdentifier)).toEqual(
    many.map((each) => each.sessionIdentifier),
  );
});

test('CloudEvents are taken one by one and in batches; the time of the event counts where the outcome has none', async () => {
  const { post, get } = await runApi();
  const time = '2026-11-22T09:00:00.000Z';
  const later = '2026-11-22T10:00:00.000Z';
  expect((await post('/outcomes', { ...event, time, crmtenant: 'acme' }, 'application/cloudevents+json')).status).toBe(
    201,
  );
  const batch = [event, { ...event, time, data: { ...outcome, time: later } }];
  const type = 'application/cloudevents-batch+json; charset=utf-8';
  expect((await post('/outcomes', batch, type)).status).toBe(201);
  const { outcomes } = await get<OutcomesPage>('/outcomes?order=asc');
  expect(outcomes).toHaveLength(3);
  expect([outcomes[0]?.time, outcomes[2]?.time]).toEqual([time, later]);
});

test('one bad outcome keeps all from being recorded, and each bad one is named without its values', async () => {
  const { post, journal } = await runApi();
  const bad = [outcome, { reason: 'secret' }, { colour: 'red' }, 7, { ...outcome, campaignName: String.raw`a\b` }];
  const response = await post('/outcomes', bad);
  expect(response.status).toBe(400);
  const problem = (await response.json()) as Problem;
  expect(problem.code).toBe('INVALID_OUTCOMES');
  expect(problem.outcomes?.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
  expect(JSON.stringify(problem)).not.toMatch(/secret|red|a\\b/);
  expect(journal.end).toBe(0);
});

test.each([
  ['no JSON at all', '{"reason":', 'application/json', 400, 'INVALID_JSON'],
  ['an empty list', '[]', 'application/json', 400, 'INVALID_BODY'],
  ['another media type', '{}', 'text/plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['a batch that is no list', '{}', 'application/cloudevents-batch+json', 400, 'INVALID_BODY'],
  [
    'an event of another kind',
    JSON.stringify({ ...event, type: 'other' }),
    'application/cloudevents+json',
    400,
    'INVALID_OUTCOMES',
  ],
  [
    'an event with a wrong attribute',
    JSON.stringify({ ...event, Bad_Name: 1 }),
    'application/cloudevents+json',
    400,
    'INVALID_OUTCOMES',
  ],
  [
    'too many outcomes',
    JSON.stringify(Array.from({ length: 1001 }, () => outcome)),
    'application/json',
    413,
    'TOO_MANY_OUTCOMES',
  ],
  [
    'too large a body',
    JSON.stringify({ data: 'x'.repeat(5 * 1024 * 1024) }),
    'application/json',
    413,
    'BODY_TOO_LARGE',
  ],
])('%s is refused', async (_, body, type, status, code) => {
  const { ask, journal } = await runApi();
  const response = await ask('/outcomes', { method: 'POST', headers: { 'content-type': type }, body });
  expect(response.status).toBe(status);
  expect(((await response.json()) as Problem).code).toBe(code);
  expect(journal.end).toBe(0);
});

test('while the journal cannot be written to, outcomes are refused with when to try again', async () => {
  const journal = { append: () => Promise.reject(new Error('the disk is full')) };
  const logger = { info: (): void => undefined };
  const events = createBridgeEvents(logger);
  const appender = durableAppender({ journal, events, logger, stopping: new AbortController().signal });
  const { post } = await runApi({ parts: { appender } });
  expect((await post('/outcomes', outcome)).status).toBe(500);
  const response = await post('/outcomes', outcome);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  expect(((await response.json()) as Problem).code).toBe('JOURNAL_UNWRITABLE');
});

test.each([
  ['an outcome', 'application/json', { ...outcome, time: '2999-01-01T00:00:00Z' }],
  [
    'the data of an event',
    'application/cloudevents+json',
    { ...event, data: { ...outcome, time: '1970-01-01T00:00:00Z' } },
  ],
  ['an event', 'application/cloudevents+json', { ...event, time: '2999-01-01T00:00:00Z' }],
])('a time of %s that cannot be is refused with what to do, and nothing is recorded', async (_, type, body) => {
  const { post, journal } = await runApi();
  const response = await post('/outcomes', body, type);
  expect(response.status).toBe(400);
  const problem = (await response.json()) as Problem;
  expect(problem.outcomes).toEqual([
    { index: 0, detail: expect.stringMatching(/^time: must not be more than 10 minutes ahead .* leave it out/) },
  ]);
  expect(journal.end).toBe(0);
});

test.each(['2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z', '2026-11-22T24:00:00Z', '2026-11-22'])(
  'a search since %s, which no calendar has, is refused',
  async (since) => {
    const { ask } = await runApi();
    expect((await ask(`/outcomes?since=${since}`)).status).toBe(400);
  },
);
