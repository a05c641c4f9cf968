import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { jsonLines, recordedJournal } from './support/recorded-journal.ts';
import { runCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

test(`${verifies('REC-1')}an outcome by hand is in the journal under the id that is printed`, async () => {
  const directory = await recordedJournal(3);
  const words = [
    '--campaign',
    'Sales9',
    '--session',
    '42',
    '--reason',
    '10',
    '--agent',
    'Joe',
    '--data',
    'a|b',
    '--param',
    'XX=1',
  ];
  const recorded = await runCli(['record', directory, ...words]);
  expect(recorded).toMatchObject({ exitCode: 0, said: '' });
  const { id } = JSON.parse(recorded.printed) as { readonly id: string };
  expect(id).toMatch(/-3$/);
  const frame = await runCli(['record', directory, String.raw`OZ\CNSales9\SI43\RE10`, '--format', 'pretty']);
  expect(frame.printed).toMatch(/^\S+-4\n$/);
  const line = await runCli(['record', directory, '-'], '{"campaignName":"Sales9","sessionIdentifier":"44"}\n');
  expect(line.exitCode).toBe(0);
  const { printed } = await runCli(['journal', 'export', directory, '--campaign', 'Sales9']);
  expect(jsonLines(printed)).toMatchObject([
    {
      id,
      sessionIdentifier: '42',
      reason: 10,
      agentIdentifier: 'Joe',
      success: true,
      data: 'a|b',
      other: [['XX', '1']],
    },
    { sessionIdentifier: '43' },
    { sessionIdentifier: '44' },
  ]);
});

test(`${verifies('REC-1')}what is wrong is said before anything is recorded`, async () => {
  const directory = await recordedJournal(1);
  const badReason = await runCli(['record', directory, '--reason', '1000']);
  expect(badReason).toMatchObject({ exitCode: 1, said: expect.stringContaining('RE (reason)') as string });
  for (const words of [[], ['OZ', '--reason', '1'], ['--param', 'x']]) {
    expect((await runCli(['record', directory, ...words])).exitCode, words.join(' ')).toBe(2);
  }
  const nowhere = await runCli(['record', `${directory}/none`, '--reason', '1']);
  expect(nowhere).toMatchObject({ exitCode: 1, said: expect.stringContaining('holds no journal') as string });
  expect(jsonLines((await runCli(['journal', 'export', directory])).printed)).toHaveLength(1);
});

test(`${verifies('REC-1')}a bridge takes it over HTTP, and what it answers is one line`, async () => {
  const asked: { method: string | undefined; url: string | undefined; body: unknown }[] = [];
  let status = 200;
  const answer = async (request: IncomingMessage): Promise<string> => {
    asked.push({ method: request.method, url: request.url, body: JSON.parse(await text(request)) });
    return status === 200
      ? JSON.stringify({ outcomes: [{ id: 'j-7', position: 7 }] })
      : JSON.stringify({ detail: 'the outcomes are wrong', outcomes: [{ index: 0, detail: 'reason is wrong' }] });
  };
  const server = createServer((request, response) => {
    void answer(request).then((words) => response.writeHead(status).end(words));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { exitCode, printed } = await runCli(['record', url, String.raw`OZ\CNSales1\TN01632 960123\RE10\XX1`]);
  expect({ exitCode, printed }).toEqual({ exitCode: 0, printed: '{"id":"j-7"}\n' });
  expect(asked).toMatchObject([
    {
      method: 'POST',
      url: '/api/v1/outcomes',
      body: { campaignName: 'Sales1', telephoneNumber: '01632 960123', reason: 10, other: [['XX', '1']] },
    },
  ]);
  status = 422;
  const refused = await runCli(['record', url, '--reason', '10']);
  expect(refused).toMatchObject({
    exitCode: 1,
    said: expect.stringMatching(/answers 422: reason is wrong\n$/) as string,
  });
});

/** What the JSON of each of these outcomes has. */
const ofEveryOutcome = new Set([
  'id',
  'time',
  'campaignName',
  'reasonName',
  'agentOutcomeName',
  'success',
  'source',
  'dontDial',
]);

/** An outcome as options, and what of it stands in the journal. */
const byReports: readonly (readonly [words: readonly string[], recorded: object])[] = [
  [['--session', '1', '--reason', '7'], { sessionIdentifier: '1', reason: 7 }],
  [
    ['--session', '2', '--telephone', '01632 960123', '--reason', '2'],
    { sessionIdentifier: '2', telephoneNumber: '01632 960123', reason: 2 },
  ],
  [
    ['--session', '3', '--reason', '10', '--agent', 'Joe', '--agent-outcome', '167'],
    { sessionIdentifier: '3', reason: 10, agentIdentifier: 'Joe', agentOutcome: 167 },
  ],
  [
    [
      '--session',
      '4',
      '--telephone',
      '01632 960124',
      '--reason',
      '10',
      '--agent',
      'Ann',
      '--agent-outcome',
      '101',
      '--data',
      'a note',
    ],
    {
      sessionIdentifier: '4',
      telephoneNumber: '01632 960124',
      reason: 10,
      agentIdentifier: 'Ann',
      agentOutcome: 101,
      data: 'a note',
    },
  ],
];

test(`${verifies('REC-1', 'CALL-1')}a service that takes reports makes the very outcome that was said by hand`, async () => {
  const data = temporaryFolder();
  const service = await startService(['--data', data, '--reports']);
  for (const [words] of byReports) {
    const { exitCode, printed, said } = await runCli(['record', service.ascii, '--campaign', 'Sales1', ...words]);
    expect([exitCode, said], words.join(' ')).toEqual([0, '']);
    expect(JSON.parse(printed)).toMatchObject({ call: words[1] });
  }
  service.kill('SIGTERM');
  await service.ended;
  const lines = jsonLines((await runCli(['journal', 'export', data, '--format', 'json'])).printed);
  expect(lines).toMatchObject(byReports.map(([, recorded]) => ({ campaignName: 'Sales1', ...recorded })));
  // Nothing was added to what was said.
  for (const [index, [, recorded]] of byReports.entries()) {
    const said = Object.keys(lines[index] ?? {}).filter((name) => !ofEveryOutcome.has(name));
    expect(said.toSorted()).toEqual(Object.keys(recorded).toSorted());
  }
});

test(`${verifies('REC-1')}what no reports make, and a service that takes none, is said in a line`, async () => {
  const service = await startService(['--memory']);
  const record = (...words: readonly string[]) => runCli(['record', service.ascii, '--campaign', 'Sales1', ...words]);
  expect(await record('--session', '1', '--reason', '7')).toMatchObject({
    exitCode: 1,
    said: expect.stringMatching(
      /^sdmp: 127\.0\.0\.1:\d+ does not take the report \(error \d+: .*\): is it 'sdmp serve --reports'.*\n$/,
    ),
  });
  const impossible = 'sdmp: no reports make this outcome: record it in a journal folder, or over HTTP\n';
  for (const words of [
    ['--reason', '7'],
    ['--session', '1', '--reason', '7', '--param', 'XX=1'],
    ['--session', '1', '--reason', '2', '--data', 'a note'],
  ]) {
    expect(await record(...words), words.join(' ')).toMatchObject({ exitCode: 1, said: impossible });
  }
  expect((await runCli(['record', '127.0.0.1:1', '--session', '1', '--reason', '7'])).said).toMatch(/^sdmp: .*\n$/);
});
