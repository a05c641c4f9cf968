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

const exceededIn = (minutes: number) =>
  `Sales1: at the pace of the latest hour the limit is exceeded in ${minutes} min`;

/** Writes a journal of one campaign: abandoned and handed-over calls at times. */
async function journalAt(...calls: readonly (readonly [time: string, abandoned: number, live: number])[]) {
  const directory = join(temporaryFolder(), 'journal');
  const journal = await openSqliteJournal({ directory });
  const records = calls.flatMap(([at, abandoned, live]) => {
    const time = Date.parse(at);
    return [...times(abandoned, String.raw`CNSales1\RE7`), ...times(live, String.raw`CNSales1\RE10\AO0`)].map((body) =>
      parseOutcomeLine(`OZ\\${body}`, { time }),
    );
  });
  await journal.append(records);
  await journal.close();
  return directory;
}

// 1 of 200 until the evening. From 23:30 to midnight 6 of 60, from midnight to 00:30 none of 20: over the hour 6 of 80. Since the
// first call 7 of 280, which is 2.5%. After t hours (7 + 6 t) / (280 + 80 t) is 3%: 7 + 6 t = 8.4 + 2.4 t, t = 0.389 h = 23 min.
// With the calls since midnight alone, none of 20, nothing would be projected.
test('the latest hour counts on both sides of midnight', async () => {
  const directory = await journalAt(
    ['2026-11-27T09:00:00Z', 1, 199],
    ['2026-11-27T23:45:00Z', 6, 54],
    ['2026-11-28T00:30:00Z', 0, 20],
  );
  const words = ['report', 'abandoned', directory, '--rule', 'us', '--zone', 'UTC'];
  expect((await runCli(words)).printed).toContain(exceededIn(23));
  // As of 23:45 it is 7 of 260 and 6 of 60 in the hour: 7 + 6 t = 7.8 + 1.8 t, t = 0.19 h = 11 min.
  expect((await runCli([...words, '--until', '2026-11-27T23:46:00Z'])).printed).toContain(exceededIn(11));
});

// 2 of 102 by 23:50, and 2 of 22 in the hour: (2 + 2 t) / (102 + 22 t) is 3% after t = 0.79 h = 47 min, when the day is over.
test('what would come after the end of a period is not projected', async () => {
  const directory = await journalAt(['2026-11-27T22:00:00Z', 0, 80], ['2026-11-27T23:50:00Z', 2, 20]);
  const { printed } = await runCli(['report', 'abandoned', directory, '--rule', 'ofcom', '--zone', 'UTC']);
  expect(printed).not.toContain('at the pace of the latest hour');
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
