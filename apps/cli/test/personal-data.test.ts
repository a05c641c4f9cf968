import { connect } from 'node:net';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { verifies } from '@sdmp/requirements';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { commands } from '../src/commands.ts';
import { runCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const number = '01632960123';
const password = 'open sesame';
const data = 'Ann Smith';
const personal = new RegExp(`${number}|${password}|${data}|1632 ?960`);

/** Outcomes and requests that are refused, each with something personal in it. */
const refusedLines = [
  String.raw`OZ\CNSales1\TN${number}\REten\DT${data}`,
  String.raw`OZ\TN${number}\RE10\DT${data}`,
  String.raw`OZ\CNSales1\CNSales2\TN${number}\RE10\DT${data}\TN${number}\TN${number}`,
  `{"campaignName":"Sales1","telephoneNumber":"${number}","reason":"ten","data":"${data}"}`,
  `{"campaignName":"Sales1","telephoneNumber":${number},"reason":10`,
  `{"telephoneNumber":["${number}"],"data":"${data}"}`,
  `${number} ${data}`,
];

const refusedRequests = [
  String.raw`CM:DE:DD\TN${number}\TKa`,
  String.raw`EO\TN${number}\DT${data}`,
  String.raw`UA\UIann\PW${password}`,
  String.raw`UA\UIann\PW${password}\TDnorth\TN${number}`,
  `${number} ${data}`,
  String.raw`CG:CT:DN\TN${number}\REnothing`,
];

test(`${verifies('SEC-5')}no number, data or password of what is refused stands in a message, not with --debug either`, async () => {
  const folder = temporaryFolder();
  const users = join(folder, 'users.jsonl');
  const passwordFile = join(folder, 'ann.txt');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  expect(
    (await runCli(['user', 'add', users, '--tenant', 'north', '--name', 'ann', '--password-file', passwordFile]))
      .exitCode,
  ).toBe(0);
  for (const words of [[], ['--users', users], ['--reports', join(folder, 'reports')]]) {
    const service = await startService([
      '--data',
      join(folder, `data-${words.length}${words[0] ?? ''}`),
      '--debug',
      '--feed',
      '-',
      ...words,
    ]);
    service.feed(`${refusedLines.join('\n')}\n${String.raw`OZ\CNSales1\SI1\RE10`}\n`);
    await service.untilCommitted(1);
    const socket = connect(Number(service.ascii.split(':')[1]), '127.0.0.1').on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
    socket.write(refusedRequests.map((request) => `${request}\0`).join(''));
    socket.resume().end();
    await once(socket, 'close');
    // Garbage until the socket is closed for it.
    const hostile = connect(Number(service.ascii.split(':')[1]), '127.0.0.1').on('error', () => undefined);
    onTestFinished(() => void hostile.destroy());
    hostile.write(`${number} ${data}\0`.repeat(30));
    hostile.resume();
    await once(hostile, 'close');
    await service.untilSaid(/line \d/);
    expect(service.said()).not.toMatch(personal);
  }
  const recorded = await runCli(['record', join(folder, 'hand'), refusedLines[0] ?? '']);
  expect(recorded.exitCode).not.toBe(0);
  expect(recorded.said).not.toMatch(personal);
});

test(`${verifies('SEC-3')}no option takes a secret itself, where every user of the machine could read it`, async () => {
  const seen = new Set<string>();
  for (const { name } of commands) {
    const { printed } = await runCli(['help', name]);
    for (const [, flag = '', value = ''] of printed.matchAll(/^ +(--[a-z-]+) <([^>]+)>/gm)) {
      if (!/password|secret|token|key|credential/.test(flag) || flag.startsWith('--max-')) continue;
      seen.add(flag);
      expect(value, `${name} ${flag}`).toBe('file');
    }
  }
  expect([...seen]).toEqual(expect.arrayContaining(['--password-file', '--token-file', '--key-file']));
});
