import { join } from 'node:path';
import { openSqliteJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { expect, test } from 'vitest';
import { runCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const day = Date.parse('2026-11-27T09:00:00Z');
const minute = 60_000;

/** Writes a journal with outcomes of campaigns: their frames without `OZ`, a minute apart. */
async function journalOf(...bodies: readonly string[]): Promise<string> {
  const directory = join(temporaryFolder(), 'journal');
  const journal = await openSqliteJournal({ directory });
  const records = bodies.map((body, number) => parseOutcomeLine(`OZ\\${body}`, { time: day + number * minute }));
  await journal.append(records);
  await journal.close();
  return directory;
}

function times(count: number, body: string): readonly string[] {
  return Array.from({ length: count }, (_, number) => `${body}\\SI${number}`);
}

const ofcom = ['--rule', 'ofcom', '--zone', 'Europe/London'];

// One of 20 abandoned calls is a machine's by estimate: agents got 19 people and 1 machine, so 1 x 1 / 20 = 0.05 is taken off.
// 0.95 of 0.95 + 19 = 19.95 is 4.76%.
test('a campaign above the limit is said to be over, with the estimate for machines in the figures', async () => {
  const directory = await journalOf(
    String.raw`CNSales1\RE7`,
    String.raw`CNSales1\RE10\AO1\ANJoe`,
    ...times(19, String.raw`CNSales1\RE10\AO0\ANJoe`),
    ...times(50, String.raw`CNSupport\RE10\AO0\ANAnn`),
  );
  const { exitCode, printed } = await runCli(['report', 'abandoned', directory, ...ofcom]);
  expect(exitCode).toBe(0);
  expect(printed).toContain('Ofcom (United Kingdom): at most 3.00 %');
  expect(printed).toMatch(/Sales1 +2026-11-27 +0\.9 +19\.9 +4\.76 % +0 {2}over/);
  expect(printed).toMatch(/Support +2026-11-27 +0 +50 +0\.00 % +1$/m);
  expect(printed).toContain('What these figures cannot say:');
  expect(printed).toContain('20 December 2016');
});

test('json says the same to programs, and html is a page without scripts that shows names as they are', async () => {
  const directory = join(temporaryFolder(), 'journal');
  const journal = await openSqliteJournal({ directory });
  // A foreign dialer may send a name that our own writers refuse.
  const calls = [String.raw`RE7`, ...times(9, String.raw`RE10\AO0`)].map((body) =>
    parseOutcomeLine(`OZ\\${body}`, { time: day }),
  );
  await journal.append(calls.map((record) => ({ ...record, campaign: 'A<script>B' })));
  await journal.close();
  const json = await runCli(['report', 'abandoned', directory, ...ofcom, '--format', 'json']);
  expect(JSON.parse(json.printed)).toMatchObject({
    zone: 'Europe/London',
    campaigns: [{ periods: [{ rate: 0.1, verdict: 'over', counts: { abandoned: 1, live: 9 } }] }],
  });
  const html = await runCli(['report', 'abandoned', directory, '--rule', 'us', '--zone', 'UTC', '--format', 'html']);
  expect(html.printed).toContain('A&lt;script&gt;B');
  expect(html.printed).not.toContain('<script');
});

test('only the calls of the time that was asked for count', async () => {
  const directory = await journalOf(String.raw`CNSales1\RE7`, ...times(9, String.raw`CNSales1\RE10\AO0`));
  const { printed } = await runCli([
    'report',
    'abandoned',
    directory,
    ...ofcom,
    '--format',
    'json',
    '--since',
    '2026-11-27T09:01Z',
    '--until',
    '2026-11-27T09:05Z',
  ]);
  expect(JSON.parse(printed)).toMatchObject({ campaigns: [{ periods: [{ counts: { abandoned: 0, live: 4 } }] }] });
});

// 1 of 100 in the morning, and in the latest hour 2 of 20: 3 of 120 is 2.5%. After t hours (3 + 2 t) / (120 + 20 t) is 3%:
// 3 + 2 t = 3.6 + 0.6 t, t = 0.43 h = 26 min.
test('what will be over is said before it is', async () => {
  const directory = join(temporaryFolder(), 'journal');
  const journal = await openSqliteJournal({ directory });
  const calls = (count: number, body: string, time: number) =>
    Array.from({ length: count }, () => parseOutcomeLine(`OZ\\CNSales1\\${body}`, { time }));
  await journal.append([
    ...calls(1, 'RE7', day),
    ...calls(99, String.raw`RE10\AO0`, day),
    ...calls(2, 'RE7', day + 240 * minute),
    ...calls(18, String.raw`RE10\AO0`, day + 240 * minute),
  ]);
  await journal.close();
  const { printed } = await runCli(['report', 'abandoned', directory, ...ofcom]);
  expect(printed).toContain('Sales1: at the pace of the latest hour the limit is exceeded in 26 min');
  expect(printed).toContain('near');
});

test.each([
  [['--rule', 'french'], "argument 'french' is invalid"],
  [[], "required option '--rule <rule>' not specified"],
  [['--rule', 'ofcom', '--zone', 'Mars/Olympus'], "'Mars/Olympus' is no known time zone"],
  [['--rule', 'ofcom', '--false-positives', '1%'], '--false-positives goes with --detects-machines'],
  [['--rule', 'ofcom', '--detects-machines', '--false-positives', '200%'], 'A share is from 0% to 100%'],
] as const)('wrong usage %j gets one line', async (words, says) => {
  const directory = await journalOf(String.raw`CNSales1\RE7`);
  const { exitCode, printed, said } = await runCli(['report', 'abandoned', directory, ...words]);
  expect(exitCode).toBe(2);
  expect(printed).toBe('');
  expect(said).toContain(says);
  expect(said.trimEnd().split('\n')).toHaveLength(1);
});
