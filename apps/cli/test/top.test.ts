import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { formatTimeToLive, Speed } from '../src/top/quantities.ts';
import { RateWindow } from '../src/top/service/rate-window.ts';
import { readKeys } from '../src/screen/keys.ts';
import { startFakeBridge } from './support/fake-bridge.ts';
import { parkToken } from './support/park-token.ts';
import { runCli, startCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

test(`${verifies('TOP-1')}on a pipe one plain frame of a bridge is printed, or as many as asked for`, async () => {
  const bridge = await startFakeBridge();
  const { exitCode, printed, said } = await runCli(['top', bridge.url]);
  expect({ exitCode, said }).toEqual({ exitCode: 0, said: '' });
  expect(printed).toMatch(/^sdmp top {2}127\.0\.0\.1:\d+ {2}sdmp-bridge 1\.2\.3, up /);
  expect(printed).toMatch(/^✗ ready, but 1 dialer or sink in trouble$/m);
  expect(printed).toMatch(/^✗ {2}south +waiting .* no route$/m);
  expect(printed).toMatch(/^! {2}hook +running +2 +0 +live +0 ms +4 +webhook/m);
  expect(printed).toMatch(/^! {2}\*\*\*use +rolling +1,000,0… +9,000 +\? /m);
  expect(printed).toMatch(/^! {2}disconnects +upstream south +3 /m);
  expect(printed).not.toContain('\u001b');
  const twice = await runCli(['top', bridge.url, '--count', '2', '--interval', '20ms']);
  expect(twice.printed.match(/^sdmp top/gm)).toHaveLength(2);
  // The second frame knows how much has been recorded meanwhile.
  expect(twice.printed).toMatch(/recorded {3}\d[\d,.]*\/s/);
  expect(twice.printed).toMatch(/\*\*\*use .* 9,000 +1 s /);
});

test(`${verifies('TOP-1')}a token for the bridge comes from a file; what it answers otherwise is one line`, async () => {
  const bridge = await startFakeBridge();
  const file = join(temporaryFolder(), 'token');
  writeFileSync(file, 'secret\n', { mode: 0o600 });
  expect((await runCli(['top', bridge.url, '--token-file', file])).exitCode).toBe(0);
  expect([...bridge.tokens]).toEqual(['Bearer secret']);
  await bridge.close();
  const gone = await runCli(['top', bridge.url]);
  expect(gone.exitCode).toBe(1);
  expect(gone.printed).toMatch(/^sdmp top {2}http:\S+\nCannot connect to 127\.0\.0\.1:\d+ \(connection refused\)\n$/);
});

test(`${verifies('TOP-1')}a service is shown by its outcomes; its metrics add subscriptions, backlogs and time to live`, async () => {
  const service = await startService(['--memory', '--simulate', '200/s', '--metrics', '127.0.0.1:0']);
  const [, metrics = ''] = await service.untilPrinted(/metrics (\S+)/);
  await parkToken(service.ascii, 'late', ['--tx', 'late']);
  const top = startCli(['top', service.ascii, '--metrics', metrics, '--interval', '50ms', '--count', '1000']);
  await top.untilPrinted(/✓ live since .*, answers in /);
  await top.untilPrinted(/^✓ {2}Sales1 +[\d.]+ +\d+ +\d+%/m);
  await top.untilPrinted(/^ {3}late +parked +\d+/m);
  await top.untilPrinted(/^✓ {2}\S+ +live +\d+ +live/m);
  top.kill('SIGINT');
  expect(await top.ended).toBe(0);
  expect(top.printed()).not.toContain('persist');
});

test(`${verifies('TOP-2')}a service that has gone is stale with the reason, and shown again when it is back`, async () => {
  const service = await startService(['--memory', '--simulate', '50/s']);
  const top = startCli(['top', service.ascii, '--interval', '50ms', '--count', '100000']);
  await top.untilPrinted(/^✓ {2}Sales1/m);
  service.kill('SIGTERM');
  await service.ended;
  await top.untilPrinted(/✗ STALE: .*disconnected: .*[^]*\? {2}Sales1/);
  const before = top.printed().length;
  await startService(['--memory', '--simulate', '50/s'], { ascii: service.ascii });
  await top.untilPrinted(/connected 2 times/);
  expect(top.printed().slice(before)).toContain('✓ live since');
  top.kill('SIGTERM');
  expect(await top.ended).toBe(0);
});

test('how long a backlog takes counts what comes in meanwhile', () => {
  expect(formatTimeToLive(0, 0, 0)).toBe('live');
  expect(formatTimeToLive(1000, 110, 10)).toBe('10 s');
  expect(formatTimeToLive(1000, 10, 10)).toBe('never so');
  expect(formatTimeToLive(1000, 0, 10)).toBe('?');
});

test('a speed is known from the second reading on, and a counter that begins anew does not run backwards', () => {
  const speed = new Speed();
  expect(speed.read(100, 0)).toBeNaN();
  expect(speed.read(150, 500)).toBe(100);
  expect(speed.read(10, 1500)).toBe(0);
  expect(speed.read(20, 2500)).toBe(10);
});

test('a window forgets what is older, and a young one divides by its age', () => {
  const window = new RateWindow();
  window.add(10, 1_000_000);
  expect(window.perSecond(10, 1_000_000)).toBe(0);
  expect(window.perSecond(10, 1_001_000)).toBe(10);
  expect(window.perSecond(10, 1_005_000)).toBe(2);
  window.add(30, 1_009_000);
  expect(window.perSecond(10, 1_010_000)).toBe(4);
  expect(window.perSecond(10, 1_011_000)).toBe(3);
  expect(window.perSecond(60, 1_500_000)).toBe(0);
});

test('keys are read one by one, however they arrive', () => {
  expect(readKeys('qs\u001b[A\u001bOB\u001b[5~é\u0003\u001b[99~\u0000')).toEqual([
    'q',
    's',
    'up',
    'down',
    'page up',
    'é',
    'ctrl c',
  ]);
});
