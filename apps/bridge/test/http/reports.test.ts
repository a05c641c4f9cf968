import { openCallReports } from '@sdmp/calls';
import { openMemoryJournal } from '@sdmp/journal';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import type { Campaigns } from '../../src/http/campaigns/schema.ts';
import type { OutcomesPage } from '../../src/http/outcomes/schema.ts';
import type { Problem } from '../../src/http/schema/problem.ts';
import { runApi } from './support/run-api.ts';

async function run(maxOpenCalls = 100) {
  const [journal, log] = await Promise.all([openMemoryJournal(), openMemoryJournal()]);
  const reports = await openCallReports({ log, journal, maxOpenCalls });
  onTestFinished(async () => {
    await reports.close();
    await log.close();
  });
  return { reports, log, api: await runApi({ parts: { journal, reports } }) };
}

test(verifies('CALL-9', 'CALL-1') + 'reports as JSON make the outcomes that the same messages make', async () => {
  const { api, reports } = await run();
  const one = { report: 'lineConnected', campaignName: 'Sales1', sessionIdentifier: '7', agentIdentifier: 'Joe' };
  const response = await api.post('/reports', one);
  expect([response.status, await response.json()]).toEqual([201, { accepted: 1 }]);
  const more = [
    { report: 'callFailed', campaignName: 'Sales1', telephoneNumber: '0199', cause: 1, rawCause: 17 },
    { report: 'transactionComplete', agentIdentifier: 'Joe', agentOutcome: 167, data: '{"Town":"Oslo"}' },
    { report: 'beginDial', agentIdentifier: 'Ann', dontDial: true },
  ];
  expect((await api.post('/reports', more)).status).toBe(201);
  await reports.settled();
  const { outcomes } = await api.get<OutcomesPage>('/outcomes?order=asc&unmask=true');
  expect(outcomes).toMatchObject([
    { campaignName: 'Sales1', sessionIdentifier: '0199', telephoneNumber: '0199', reason: 1, rawCause: 17 },
    { sessionIdentifier: '7', agentIdentifier: 'Joe', reason: 10, agentOutcome: 167, data: { Town: 'Oslo' } },
    { agentIdentifier: 'Ann', reason: 0, dontDial: true },
  ]);
});

test(verifies('CALL-9', 'CALL-10') + 'an update as JSON makes a revision that says what it corrects', async () => {
  const { api, reports } = await run();
  const failed = { report: 'callFailed', campaignName: 'Sales1', sessionIdentifier: '7', cause: 1 };
  const update = { report: 'updateOutcomes', sessionIdentifier: '7', reason: 98 };
  expect((await api.post('/reports', [failed, update])).status).toBe(201);
  await reports.settled();
  const { outcomes } = await api.get<OutcomesPage>('/outcomes?order=asc');
  const [first, second] = outcomes;
  expect(first).not.toHaveProperty('revision');
  expect(second).toMatchObject({ sessionIdentifier: '7', reason: 98, revision: 2, correctedReason: 1 });
  expect(second?.correctedTime).toBe(first?.time);
  const unclear = await api.post('/reports', { ...update, agentOutcome: 101 });
  expect(((await unclear.json()) as Problem).detail).toContain('RE and AO exclude each other');
});

test(
  verifies('CALL-14', 'CALL-12') +
    'an update corrects an outcome that was posted, and statistics count it once, as it is now',
  async () => {
    const { api, reports } = await run();
    const posted = { campaignName: 'Sales1', sessionIdentifier: '7', reason: 2 };
    expect((await api.post('/outcomes', posted)).status).toBe(201);
    const update = { report: 'updateOutcomes', sessionIdentifier: '7', agentOutcome: 101 };
    const unknown = { ...update, sessionIdentifier: '8' };
    const refused = await api.post('/reports', [update, unknown]);
    const problem = (await refused.json()) as Problem;
    expect([refused.status, problem.code]).toEqual([404, 'CALL_UNKNOWN']);
    expect(problem.detail).toBe(
      'report 1: the update names no call that is open or has an outcome of the last 24 h; none was taken',
    );
    expect((await api.post('/reports', update)).status).toBe(201);
    await reports.settled();
    const { outcomes } = await api.get<OutcomesPage>('/outcomes?order=asc');
    expect(outcomes).toMatchObject([
      { ...posted, success: false },
      { ...posted, success: true, agentOutcome: 101, revision: 2, correctedReason: 2 },
    ]);
    await expect
      .poll(async () => (await api.get<Campaigns>('/campaigns')).campaigns)
      .toMatchObject([{ campaign: 'Sales1', calls: 1, connects: 1 }]);
  },
);

test.each([
  [{ report: 'callFailed', sessionIdentifier: '1' }, 'INVALID_REPORT', 'report 0: CA (cause) is missing'],
  [{ report: 'callFailed', cause: 1 }, 'INVALID_REPORT', 'SI or TN must name the call'],
  [{ report: 'callFailed', sessionIdentifier: '1', cause: 1000 }, 'INVALID_REPORT', 'CA (cause)'],
  [{ report: 'callFailed', sessionIdentifier: 'a\\b', cause: 1 }, 'INVALID_REPORT', 'sessionIdentifier must not hold'],
  [{ report: 'callFailed', sessionIdentifier: '1', cause: '1' }, 'INVALID_BODY', 'cause'],
  [{ report: 'callFailed', sessionIdentifier: '1', cause: 1, colour: 'red' }, 'INVALID_BODY', 'colour'],
  [{ report: 'outcome' }, 'INVALID_BODY', 'report'],
  [[], 'INVALID_BODY', ''],
])(verifies('CALL-9', 'CALL-2') + 'what is not right is refused whole and in words: %j', async (body, code, words) => {
  const { api, log } = await run();
  const good = { report: 'callFailed', sessionIdentifier: '2', cause: 1 };
  const response = await api.post('/reports', Array.isArray(body) ? body : [body, good]);
  const problem = (await response.json()) as Problem;
  expect([response.status, problem.code]).toEqual([400, code]);
  expect(problem.detail).toContain(words);
  expect(log.end).toBe(0);
});

test(
  verifies('CALL-8', 'CALL-9') + 'above the limit of open calls, and where no reports are taken, the answer says so',
  async () => {
    const { api, reports } = await run(1);
    const dialing = (sessionIdentifier: string) => ({ report: 'delayNotification', sessionIdentifier });
    await api.post('/reports', dialing('1'));
    await reports.settled();
    const full = await api.post('/reports', dialing('2'));
    expect([full.status, full.headers.get('retry-after')]).toEqual([503, '5']);
    expect(((await full.json()) as Problem).code).toBe('REPORTS_UNAVAILABLE');
    const off = await (await runApi()).post('/reports', dialing('1'));
    expect([off.status, ((await off.json()) as Problem).code]).toEqual([404, 'REPORTS_OFF']);
  },
);
