import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { runCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

async function journalOf(data: string): Promise<readonly unknown[]> {
  const { printed } = await runCli(['journal', 'export', data, '--format', 'json']);
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

test(verifies('CALL-1', 'CALL-5') + 'serve --reports makes outcomes of reports, across its own restart', async () => {
  const data = temporaryFolder();
  const words = ['--data', data, '--reports'];
  const before = await startService(words);
  const connected = String.raw`LC\CNSales1\SI7\AN2\TK1`;
  expect((await runCli(['send', before.ascii, connected, '--count', '1'])).printed).toBe('MV\\TK1\n');
  before.kill('SIGTERM');
  await before.ended;
  const after = await startService(words);
  const completed = String.raw`TC\AN2\AO101\TK2`;
  expect((await runCli(['send', after.ascii, completed, '--count', '1'])).printed).toBe('MV\\TK2\n');
  after.kill('SIGTERM');
  await after.ended;
  expect(await journalOf(data)).toMatchObject([
    { campaignName: 'Sales1', agentIdentifier: '2', sessionIdentifier: '7', reason: 10, agentOutcome: 101 },
  ]);
});

test(
  verifies('CALL-9', 'CALL-10', 'CALL-14') +
    'a feed takes reports as JSON beside outcomes, and says committed when both are on disk',
  async () => {
    const data = temporaryFolder();
    const service = await startService(['--data', data, '--reports', '--feed', '-']);
    const lines = [
      { report: 'callFailed', campaignName: 'Sales1', sessionIdentifier: '1', cause: 1 },
      { campaignName: 'Sales1', sessionIdentifier: '2', reason: 5, data: '"report"' },
      { report: 'callFailed', sessionIdentifier: '3' },
      { report: 'updateOutcomes', sessionIdentifier: '1', reason: 98 },
      { report: 'colour', sessionIdentifier: '1' },
      { report: 'updateOutcomes', sessionIdentifier: '2', agentOutcome: 101 },
      { report: 'updateOutcomes', sessionIdentifier: '9', reason: 98 },
    ];
    service.feed(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await service.untilPrinted(/committed 4\n/);
    service.endFeed();
    await service.untilSaid(/3 of its lines were skipped/);
    service.kill('SIGTERM');
    await service.ended;
    expect(service.said()).toContain('feed line 3 is skipped: CA (cause) is missing');
    expect(service.said()).toContain('feed line 5 is skipped: report:');
    expect(service.said()).toContain('feed line 7 is skipped: the update names no call that is open');
    const outcomes = (await journalOf(data)) as readonly { readonly sessionIdentifier: string }[];
    expect(outcomes.filter(({ sessionIdentifier }) => sessionIdentifier === '1')).toMatchObject([
      { reason: 1 },
      { reason: 98, revision: 2, correctedReason: 1 },
    ]);
    expect(outcomes.filter(({ sessionIdentifier }) => sessionIdentifier === '2')).toMatchObject([
      { reason: 5 },
      { reason: 5, agentOutcome: 101, revision: 2, correctedReason: 5 },
    ]);
    expect(outcomes).toHaveLength(4);
  },
);

test('a report in the feed of a service that takes none is skipped, and the line says what to do', async () => {
  const service = await startService(['--memory', '--feed', '-']);
  service.feed('{"report":"callFailed","sessionIdentifier":"1","cause":1}\n');
  await service.untilSaid(/feed line 1 is skipped: it is a report of a call: start with --reports/);
});

test('serve --reports without a folder of this machine for them is refused in words', async () => {
  const { exitCode, said } = await runCli(['serve', '--jetstream', 'nats://127.0.0.1:1', '--reports']);
  expect(exitCode).toBe(2);
  expect(said).toContain('--reports DIR');
});
