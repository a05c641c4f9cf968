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

test('serve --reports without a folder of this machine for them is refused in words', async () => {
  const { exitCode, said } = await runCli(['serve', '--jetstream', 'nats://127.0.0.1:1', '--reports']);
  expect(exitCode).toBe(2);
  expect(said).toContain('--reports DIR');
});
