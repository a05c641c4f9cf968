import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { runCli, startCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';

test(verifies('EO-1', 'ER-1') + 'send prints the answers; an ER makes its exit code 1', async () => {
  const service = await startService(['--memory']);
  const good = await runCli(['send', service.ascii, String.raw`VS\TKone`, String.raw`VS\TKtwo`, '--wait', '300ms']);
  expect(good.exitCode).toBe(0);
  expect(good.printed.split('\n').filter((line) => line.startsWith('MV'))).toEqual([
    String.raw`MV\TKone`,
    String.raw`MV\TKtwo`,
  ]);
  const bad = await runCli(['send', service.unicode, '--unicode', String.raw`EO\CNSales1\FO\SO`, '--count', '1']);
  expect(bad.exitCode).toBe(1);
  expect(bad.printed).toMatch(/^ER\\EC803\\FM"EO\\CNSales1\\FO\\SO"/);
});

test('send reads messages from standard input, a line each', async () => {
  const service = await startService(['--memory']);
  const { printed, exitCode } = await runCli(['send', service.ascii, '--count', '3'], 'VS\\TKa\nEE\\TXnone\n');
  expect(exitCode).toBe(1);
  expect(printed).toMatch(/^MV\\TKa\n/);
});

test('send says in one line that nobody listens', async () => {
  const { exitCode, printed, said } = await runCli(['send', '127.0.0.1:1', 'VS']);
  expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
  expect(said).toMatch(/^sdmp: Cannot connect to 127\.0\.0\.1:1 \([^\n]+\)\n$/);
});

test('the same seed gives the same shift; what it prints can be fed', async () => {
  const first = await runCli(['simulate', '--seed', '5', '--count', '200']);
  const again = await runCli(['simulate', '--seed', '5', '--count', '200']);
  const other = await runCli(['simulate', '--seed', '6', '--count', '200']);
  expect(first.printed.trimEnd().split('\n')).toHaveLength(200);
  expect(again.printed).toBe(first.printed);
  expect(other.printed).not.toBe(first.printed);
  const json = await runCli(['simulate', '--count', '100', '--format', 'json', '--tx', 'T1']);
  const service = await startService(['--memory', '--feed', '-']);
  service.feed(first.printed + json.printed);
  expect(await service.untilCommitted(300)).toBe(300);
});

test('a simulated dialer on a socket serves a subscriber', async () => {
  const dialer = startCli(['simulate', '--listen', '127.0.0.1:0', '--rate', '200/s', '--unicode']);
  onTestFinished(async () => {
    dialer.kill('SIGTERM');
    await dialer.ended;
  });
  const [, address = ''] = await dialer.untilPrinted(/^listening unicode (\S+)\n/);
  const { exitCode, printed } = await runCli(['tail', address, '--unicode', '--count', '20', '--quiet']);
  expect(exitCode).toBe(0);
  expect(printed.trimEnd().split('\n')).toHaveLength(20);
  dialer.kill('SIGTERM');
  expect(await dialer.ended).toBe(0);
});
