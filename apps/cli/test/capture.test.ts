import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { jsonLines } from './support/recorded-journal.ts';
import { type Cli, runCli, startCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

async function start(words: readonly string[], said: RegExp): Promise<{ readonly cli: Cli; readonly address: string }> {
  const cli = startCli(words);
  onTestFinished(async () => {
    cli.kill('SIGTERM');
    await cli.ended;
  });
  const [, address = ''] = await (words[0] === 'capture' ? cli.untilSaid(said) : cli.untilPrinted(said));
  return { cli, address };
}

const listening = /listening \w+ (\S+)\n/;
const loopback = '127.0.0.1:0';

/** Captures what a subscriber of a simulated dialer gets. Returns the file and what the subscriber printed. */
async function captureShift(words: readonly string[] = [], count = 20) {
  const dialer = await start(['simulate', '--listen', loopback, '--rate', '200/s', ...words], listening);
  const file = join(temporaryFolder(), 'capture.jsonl');
  const capture = await start(['capture', dialer.address, '--output', file, ...words], listening);
  const format = ['--format', 'frames', '--quiet', '--tx', 'wall'];
  const tail = await runCli(['tail', capture.address, ...words, ...format, '--count', String(count)]);
  capture.cli.kill('SIGTERM');
  expect(await capture.cli.ended).toBe(0);
  return { file, printed: tail.printed, said: capture.cli.said() };
}

test(`${verifies('LF-3')}what passes is captured with times and directions, for its owner alone to read`, async () => {
  const { file, printed, said } = await captureShift();
  expect(said).toMatch(/\n\d+ frames captured\n$/);
  expect(statSync(file).mode & 0o077).toBe(0);
  const [head, ...events] = jsonLines(readFileSync(file, 'utf8'));
  expect(head).toMatchObject({ capture: 1, encoding: 'windows-1252', masked: false });
  expect(events[0]).toMatchObject({ connection: 1, event: 'opened' });
  expect(events.find(({ to }) => to === 'target')).toMatchObject({ frame: expect.stringMatching(/^EO\\/) as string });
  const times = events.map(({ ms }) => Number(ms));
  expect(times.toSorted((left, right) => left - right)).toEqual(times);
  for (const frame of printed.trimEnd().split('\n')) expect(events).toContainEqual(expect.objectContaining({ frame }));
  const again = await runCli(['capture', '127.0.0.1:1', '--output', file]);
  expect(again.exitCode).toBe(1);
});

test.each([[], ['--unicode']])(
  `${verifies('LF-3')}a replay as the dialer gives another subscriber the same outcomes, under its own transaction: %s`,
  async (...words) => {
    const { file, printed } = await captureShift(words);
    const dialer = await start(['replay', file, '--listen', loopback, '--speed', 'max'], listening);
    const count = printed.trimEnd().split('\n').length;
    const own = ['--format', 'frames', '--quiet', '--tx', 'other', '--count', String(count)];
    const tail = await runCli(['tail', dialer.address, ...words, ...own]);
    expect(tail.printed).toBe(printed.replaceAll('\\TXwall', '\\TXother'));
    expect(await dialer.cli.ended).toBe(0);
    expect(dialer.cli.said()).toMatch(/^1 connection, \d+ frames sent, \d+ received/);
  },
);

test(`${verifies('LF-3')}a replay as the application asks a service the same, and says what it answered`, async () => {
  const { file } = await captureShift();
  const service = await startService(['--memory', '--simulate', '100/s']);
  const { exitCode, said } = await runCli(['replay', file, service.ascii, '--speed', 'max', '--wait', '300ms']);
  expect(said).toMatch(/^1 connection, \d+ frames sent, [1-9]\d* received \(\d+ in the capture\)\n$/);
  expect(exitCode).toBe(0);
});

test(`${verifies('LF-3')}with --mask no number and no data are in the capture, a password never is`, async () => {
  const service = await startService(['--memory', '--feed', '-']);
  const file = join(temporaryFolder(), 'masked.jsonl');
  const capture = await start(['capture', service.ascii, '--output', file, '--mask'], listening);
  const send = startCli([
    'send',
    capture.address,
    'UA\\UIann\\PWsesame\\TDnorth',
    'EO\\TXa\\SO\\FO\\TKone',
    '--wait',
    '1m',
  ]);
  await send.untilPrinted(/MV\\TKone/);
  service.feed('OZ\\CNSales1\\SI1\\TN01632960123\\RE10\\DTAnn Smith\\XXsecret\n');
  await send.untilPrinted(/OZ\\/);
  send.kill('SIGTERM');
  await send.ended;
  capture.cli.kill('SIGTERM');
  expect(await capture.cli.ended).toBe(0);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('"masked":true');
  expect(text).toContain('TN***123');
  expect(text).not.toMatch(/01632960|Smith|secret|sesame/);
  const open = join(temporaryFolder(), 'open.jsonl');
  const second = await start(['capture', service.ascii, '--output', open], listening);
  await runCli(['send', second.address, 'UA\\UIann\\PWsesame\\TDnorth', '--count', '1']);
  second.cli.kill('SIGTERM');
  await second.cli.ended;
  expect(readFileSync(open, 'utf8')).toContain('PW***');
  expect(readFileSync(open, 'utf8')).not.toContain('sesame');
});

test(`${verifies('LF-3')}what is no capture is said with its place`, async () => {
  const none = await runCli(['replay', new URL('../package.json', import.meta.url).pathname, '127.0.0.1:1']);
  expect(none).toMatchObject({ exitCode: 1, said: expect.stringMatching(/is no capture: its first line/) as string });
  const nowhere = await runCli(['replay', 'x.jsonl']);
  expect(nowhere).toMatchObject({ exitCode: 2, said: expect.stringContaining('say where') as string });
  expect(existsSync('x.jsonl')).toBe(false);
});
