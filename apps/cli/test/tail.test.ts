import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '@sdmp/codec';
import { verifies } from '@sdmp/requirements';
import { startLink, startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { jsonLines } from './support/recorded-journal.ts';
import { type Cli, runCli, startCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

async function startDialer() {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  return dialer;
}

/** A tail that the dialer has accepted. */
async function tailing(dialer: Awaited<ReturnType<typeof startDialer>>, ...words: readonly string[]): Promise<Cli> {
  const known = dialer.stats().transactions.length;
  const cli = startCli(['tail', dialer.address, ...words]);
  onTestFinished(async () => {
    cli.kill('SIGTERM');
    await cli.ended;
  });
  await dialer.until(({ transactions }) => transactions.length > known);
  return cli;
}

const success = ['CN', 'Sales1', 'SI', '1', 'RE', '10', 'AO', '167'];
const failure = ['CN', 'Sales1', 'SI', '2', 'RE', '7'];
const elsewhere = ['CN', 'Sales2', 'SI', '3', 'RE', '10'];

test.each([
  [[], ['1', '2', '3']],
  [['--success'], ['1', '3']],
  [['--failure'], ['2']],
  [
    ['--success', '--failure'],
    ['1', '2', '3'],
  ],
  [['--campaign', 'Sales1', '--success'], ['1']],
])(`${verifies('EO-9')}tail %j prints the outcomes that are asked for, and no other`, async (words, sessions) => {
  const dialer = await startDialer();
  const tail = await tailing(dialer, ...words, '--format', 'json', '--count', String(sessions.length));
  for (const fields of [success, failure, elsewhere]) dialer.record(fields);
  expect(await tail.ended).toBe(0);
  expect(jsonLines(tail.printed()).map(({ sessionIdentifier }) => sessionIdentifier)).toEqual(sessions);
  expect(tail.said()).toMatch(/^connecting\nsubscribed as \S+\nlive\n\d outcomes? in .*: .*\n$/);
});

test(`${verifies('CL-5')}a lost connection is told and made again, and the last line counts both`, async () => {
  const dialer = await startDialer();
  const link = await startLink({ target: dialer });
  onTestFinished(() => link.close());
  const tail = startCli(['tail', link.address, '--persist', 'crm', '--format', 'json', '--count', '2']);
  const silent = startCli(['tail', link.address, '--persist', 'other', '--format', 'json', '--count', '2', '--quiet']);
  await dialer.until(({ transactions }) => transactions.length === 2);
  dialer.record(success);
  await Promise.all([tail.untilPrinted(/"1".*\n/), silent.untilPrinted(/"1".*\n/)]);
  link.cut();
  await tail.untilSaid(/disconnected: .*; trying again in /);
  dialer.record(failure);
  await link.restore();
  expect(await Promise.all([tail.ended, silent.ended])).toEqual([0, 0]);
  expect(jsonLines(tail.printed()).map(({ sessionIdentifier }) => sessionIdentifier)).toEqual(['1', '2']);
  expect(tail.said()).toMatch(/2 outcomes in .*: 1 success, 1 failure; connected 2 times\n$/);
  expect(silent.said()).toBe('');
});

test('tail --format frames prints what the dialer sends, with the transaction that was asked for', async () => {
  const dialer = await startDialer();
  const asked = dialer.received('EO');
  const tail = await tailing(dialer, '--tx', 'mine', '--rate', '500', '--format', 'frames', '--count', '1');
  const request = await asked;
  expect([request.get('TX'), request.get('CS')]).toEqual(['mine', '500']);
  dialer.record(success);
  expect(await tail.ended).toBe(0);
  const frame = decode(tail.printed().trimEnd());
  expect([frame.code, frame.get('TX'), frame.get('SI')]).toEqual(['OZ', 'mine', '1']);
});

test('tail --for ends in order, with 0 where the dialer had nothing to tell', async () => {
  const dialer = await startDialer();
  const { exitCode, printed, said } = await runCli(['tail', dialer.address, '--for', '300ms']);
  expect([exitCode, printed]).toEqual([0, '']);
  expect(said).toMatch(/live\n0 outcomes in .*\n$/);
  await dialer.until(({ sessions }) => sessions === 0);
});

test.each([
  [['--rate', '0.5'], 'It must be a whole number of outcomes a second'],
  [['--count', '0'], '--count'],
  [['--for', 'soon'], '--for'],
  [['--format', 'xml'], 'Allowed choices are pretty, json, csv, frames'],
  [['--enumerate', 'EA', '--success'], "cannot be used with option '--success'"],
  [['--user', 'ann'], '--password-file'],
  [['--campaign', 'x'.repeat(300)], 'CN'],
  [['--tx', ''], 'TX'],
])(`tail %j is wrong usage, said in one line`, async (words, part) => {
  const { exitCode, printed, said } = await runCli(['tail', '127.0.0.1:1', ...words]);
  expect([exitCode, printed]).toEqual([2, '']);
  expect(said).toMatch(/^sdmp: [^\n]*\n$/);
  expect(said).toContain(part);
});

const rules = JSON.stringify({
  agentOutcomes: [{ code: 167, name: 'Sale', category: 'sale' }],
  disposition: { cases: [{ when: { category: 'sale' }, is: 'Closed Won' }], table: 'amazonConnect' },
});

test.each([
  [
    'json',
    /"agentOutcomeName":"Sale","disposition":"Closed Won","agentOutcomeCertainty":"installation","dispositionCertainty":"installation"/,
    /"disposition":"HUMAN_ANSWERED","dispositionCertainty":"near"/,
  ],
  [
    'csv',
    /,true,true,false,Sale,Closed Won,installation,installation\r\n/,
    /,true,false,false,,HUMAN_ANSWERED,,near\r\n/,
  ],
])(
  `${verifies('RULE-3')}tail --rules calls outcomes as the file does and says how certain each word is, as %s`,
  async (format, own, near) => {
    const file = join(temporaryFolder(), 'rules.json');
    writeFileSync(file, rules);
    const dialer = await startDialer();
    const tail = await tailing(dialer, '--rules', file, '--format', format, '--count', '2');
    for (const fields of [success, elsewhere]) dialer.record(fields);
    expect(await tail.ended).toBe(0);
    expect(tail.printed()).toMatch(own);
    expect(tail.printed()).toMatch(near);
    const [header = '', ...lines] = tail.printed().split('\r\n');
    if (format === 'csv') expect(lines[0]?.split(',')).toHaveLength(header.split(',').length);
  },
);

test('tail with a file of rules that cannot be meant says what is wrong before it connects', async () => {
  const file = join(temporaryFolder(), 'rules.json');
  writeFileSync(file, '{"rules":{"contact":{}}}');
  const { exitCode, said } = await runCli(['tail', '127.0.0.1:1', '--rules', file]);
  expect([exitCode, said]).toEqual([
    1,
    expect.stringContaining('rules.contact: says nothing: give at least one condition'),
  ]);
});
