import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { openSqliteJournal } from '@sdmp/journal';
import { outcomeFromRecord, outcomeJsonText, type OutcomeRecord, parseOutcomeLine } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { openTerminal } from '@sdmp/terminal';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../src/run.ts';
import { howFar } from '../src/report/source/scan.ts';
import { runCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { twoWeeks, twoWeeksJournal } from './support/two-weeks.ts';

interface Rates {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly total: Readonly<Record<string, unknown>>;
}

async function ratesOf(source: string, ...words: readonly string[]): Promise<Rates> {
  const { exitCode, printed, said } = await runCli(['report', 'rates', source, '--format', 'json', ...words]);
  expect([exitCode, said]).toEqual([0, '']);
  return JSON.parse(printed) as Rates;
}

/** What stands in a body after a code. */
function value({ body }: OutcomeRecord, code: string): string | undefined {
  return new RegExp(String.raw`\\${code}([^\\]*)`).exec(body)?.[1];
}

test(`${verifies('RATE-6')} rates by agent over a window equal a recount of the records`, async () => {
  const records = twoWeeks();
  const [since, until] = [Date.parse('2026-11-11T10:20:00Z'), Date.parse('2026-11-17T15:07:30Z')];
  const window = ['--since', '2026-11-11T10:20:00Z', '--until', '2026-11-17T15:07:30Z'];
  const { rows, total } = await ratesOf(await twoWeeksJournal(records), ...window, '--by', 'agent');
  const within = records.filter(({ time }) => time >= since && time < until);
  expect(total['calls']).toBe(within.length);
  const agents = new Set(within.map((record) => value(record, 'AN')));
  expect(rows.map(({ agent }) => agent)).toHaveLength(agents.size);
  for (const row of rows) {
    const of = within.filter((record) => (value(record, 'AN') ?? '(none)') === row['agent']);
    const many = (code: string, ...values: readonly string[]): number =>
      of.filter((record) => values.includes(value(record, code) ?? '')).length;
    const people = many('AO', '102', '103', '105', '106');
    expect(row).toMatchObject({
      calls: of.length,
      connects: of.filter((record) => value(record, 'RE') === '10' || value(record, 'AO') !== undefined).length,
      abandoned: many('RE', '7'),
      answered: many('RE', '10', '99'),
      contacts: people,
      rightParties: many('AO', '102', '105', '106'),
      conversions: many('AO', '105'),
      machinesToAgents: many('AO', '1'),
      machinesDetected: many('RE', '5'),
      sessions: new Set(of.map((record) => value(record, 'SI'))).size,
      conversionRate: people === 0 ? null : many('AO', '105') / people,
    });
  }
});

test(`${verifies('RATE-6')} positions limit what is counted, and what stands before them does not count`, async () => {
  const directory = await twoWeeksJournal(twoWeeks().slice(0, 500));
  expect((await ratesOf(directory, '--from', '100', '--to', '199')).total).toMatchObject({ calls: 100 });
  expect((await ratesOf(directory, '--from', '499')).total).toMatchObject({ calls: 1 });
});

test(`${verifies('RATE-7')} with --keep the next call reads only what came since, and says the same as counting everything`, async () => {
  const records = twoWeeks();
  const directory = join(temporaryFolder(), 'journal');
  const kept = join(temporaryFolder(), 'rates.json');
  // A service has it open all the time.
  const journal = await openSqliteJournal({ directory });
  onTestFinished(() => journal.close());
  await journal.append(records.slice(0, 2000));
  await ratesOf(directory, '--keep', kept);
  expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ position: 2000 });
  // What retention removes stays counted.
  await journal.prune({ maxBytes: 0 });
  await journal.append(records.slice(2000));
  const continued = await ratesOf(directory, '--keep', kept);
  expect(continued).toEqual(
    await ratesOf(await twoWeeksJournal(records)).then((all) => ({ ...all, source: directory })),
  );
  // Telephone numbers and sessions are not in it.
  expect(readFileSync(kept, 'utf8')).not.toMatch(/01632|"Sa\d/);
  await journal.append(records.slice(0, 10));
  await journal.prune({ maxBytes: 0 });
  const { said } = await runCli(['report', 'rates', directory, '--keep', kept]);
  expect(said).toContain('retention has removed 10 outcomes before counting');
  // What an erasure removes is counted no more.
  await journal.append(records.slice(0, 3));
  await ratesOf(directory, '--keep', kept);
  await journal.erase(({ position }) => position === journal.end - 1);
  const anew = await runCli(['report', 'rates', directory, '--keep', kept, '--format', 'json']);
  expect(anew.said).toContain('was kept before something was erased from the journal; everything is counted');
  expect(JSON.parse(anew.printed)).toMatchObject({ total: { calls: 2 } });
});

test('what was kept for another question is counted anew, and said so', async () => {
  const directory = await twoWeeksJournal(twoWeeks().slice(0, 50));
  const kept = join(temporaryFolder(), 'rates.json');
  await ratesOf(directory, '--keep', kept);
  const { printed, said } = await runCli([
    'report',
    'rates',
    directory,
    '--by',
    'reason',
    '--keep',
    kept,
    '--format',
    'json',
  ]);
  expect(JSON.parse(printed)).toMatchObject({ total: { calls: 50 } });
  expect(said).toContain('was kept for another question; everything is counted');
});

test('a file that holds something else is not overwritten', async () => {
  const directory = await twoWeeksJournal(twoWeeks().slice(0, 5));
  const kept = join(temporaryFolder(), 'precious.json');
  writeFileSync(kept, '{"precious":true}');
  const { exitCode, said } = await runCli(['report', 'rates', directory, '--keep', kept]);
  expect(exitCode).toBe(1);
  expect(said).toContain('holds no kept rates');
  expect(readFileSync(kept, 'utf8')).toBe('{"precious":true}');
});

/** Serves the outcomes as a bridge does, a few at a time; personal data only to a token that may see them. */
async function bridgeWith(records: readonly OutcomeRecord[], mayUnmask: boolean): Promise<string> {
  const server = createServer((request, response) => {
    const { searchParams: query } = new URL(request.url ?? '', 'http://bridge');
    if (query.has('unmask') && !mayUnmask) {
      response.writeHead(403, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ detail: 'the token lacks the scope unmask' }));
      return;
    }
    const [from, limit] = [Number(query.get('from') ?? 0), 100];
    const since = Date.parse(query.get('since') ?? '1970-01-01');
    const kept = records.filter(({ time }) => time >= since);
    const page = kept.slice(from, from + limit).map((record, at) => {
      const json = JSON.parse(
        outcomeJsonText(outcomeFromRecord(record.body, { journal: 'j', position: at, time: record.time })),
      );
      return { position: from + at, ...json, ...(mayUnmask ? {} : { telephoneNumber: '•••', other: undefined }) };
    });
    const next = from + limit < kept.length ? from + limit : null;
    response.end(JSON.stringify({ outcomes: page, next, scanned: page.length }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a bridge gives the same report as its journal', async () => {
  const records = twoWeeks().slice(0, 450);
  const overHttp = await ratesOf(await bridgeWith(records, true));
  const fromFolder = await ratesOf(await twoWeeksJournal(records));
  expect(overHttp.rows).toEqual(fromFolder.rows);
  expect(overHttp.total).toEqual(fromFolder.total);
});

test('a token that may not see personal data gets the report without amounts, and no calls since', async () => {
  const records = twoWeeks();
  const url = await bridgeWith(records, false);
  const { total } = await ratesOf(url);
  expect(total).toMatchObject({ calls: records.length, amount: 0 });
  const { printed } = await runCli(['report', 'do-not-call', url]);
  expect(printed).toContain('called again: not known: telephone numbers are masked');
});

/** A call, and what it was corrected to an hour later. */
function correctedCall(before: string, after: string): readonly OutcomeRecord[] {
  const time = Date.parse('2026-11-27T09:30:00Z');
  const call = String.raw`OZ\CNSales1\SI77\TN01632 960077\ANJoe`;
  return [
    parseOutcomeLine(`${call}\\RE10${before}`, { time }),
    parseOutcomeLine(`${call}\\RE10${after}\\ZV2.${time}.1.10.${before.slice(3)}.Joe`, { time: time + 3_600_000 }),
  ];
}

test(`${verifies('RATE-8')} a corrected call counts once, with its newest values, from a folder and from a bridge`, async () => {
  const records = [...twoWeeks().slice(0, 100), ...correctedCall(String.raw`\AO102`, String.raw`\AO105\CO12.50`)];
  for (const source of [await twoWeeksJournal(records), await bridgeWith(records, true)]) {
    const { rows } = await ratesOf(source, '--by', 'outcome,hour', '--zone', 'UTC', '--since', '2026-11-27');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      agentOutcome: '105 Commitment',
      hour: '09:00',
      calls: 1,
      sessions: 1,
      amount: 12.5,
    });
  }
});

test('a correction is no further call to a number, and may take a do-not-call back or make one', async () => {
  const listed = async (before: string, after: string): Promise<readonly unknown[]> => {
    const directory = await twoWeeksJournal(correctedCall(before, after));
    const { printed } = await runCli(['report', 'do-not-call', directory, '--format', 'json']);
    return (JSON.parse(printed) as Rates).rows.map(({ callsSince }) => callsSince);
  };
  expect(await listed(String.raw`\AO106`, String.raw`\AO107`)).toEqual([0]);
  expect(await listed(String.raw`\AO106`, String.raw`\AO102`)).toEqual([]);
  expect(await listed(String.raw`\AO102`, String.raw`\AO106`)).toEqual([0]);
});

test('calls to a number after it was not to be called again are counted', async () => {
  const directory = await twoWeeksJournal();
  const { printed } = await runCli(['report', 'do-not-call', directory, '--format', 'json']);
  const { rows } = JSON.parse(printed) as Rates;
  const records = twoWeeks();
  const refused = records.flatMap((record, at) => (value(record, 'RE') === '99' ? [{ record, at }] : []));
  expect(rows).toHaveLength(refused.length);
  expect(rows.map(({ callsSince }) => callsSince)).toEqual(
    refused.map(
      ({ record, at }) =>
        records.filter(
          (later, place) =>
            place > at && later.campaign === record.campaign && value(later, 'TN') === value(record, 'TN'),
        ).length,
    ),
  );
});

/** What a report prints on a terminal of this width. */
async function onTerminal(columns: number, environment: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns, rows: 50 });
  const pieces: Buffer[] = [];
  stdout.on('data', (piece: Buffer) => pieces.push(piece));
  const streams = { stdin: new PassThrough(), stdout, stderr: new PassThrough(), on: () => undefined };
  expect(await run(words, openTerminal(streams, new AbortController().signal, environment))).toBe(0);
  return Buffer.concat(pieces).toString();
}

test.each(['rates', 'compare', 'heatmap', 'do-not-call'])(
  '%s fits into a terminal, wide and narrow',
  async (report) => {
    const directory = await twoWeeksJournal(twoWeeks().slice(0, 900));
    const period = report === 'compare' ? ['--since', '2026-11-10', '--until', '2026-11-11'] : [];
    for (const columns of [60, 80, 132]) {
      const printed = await onTerminal(columns, { NO_COLOR: '1' }, 'report', report, directory, ...period);
      const lines = printed.split('\n').filter((line) => !line.startsWith('source: '));
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    }
  },
);

test('what a colour says a symbol says too, and a locale without UTF-8 gets plain characters', async () => {
  const directory = await twoWeeksJournal();
  const words = ['report', 'heatmap', directory, '--of', 'contact', '--zone', 'UTC'];
  const coloured = await onTerminal(100, {}, ...words);
  const plain = await onTerminal(100, { NO_COLOR: '1' }, ...words);
  const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
  expect(coloured).not.toBe(plain);
  expect(coloured.replaceAll(escapes, '')).toBe(plain);
  expect(plain).toContain('█');
  const ascii = await onTerminal(100, { NO_COLOR: '1', LANG: 'C' }, 'report', 'rates', directory);
  expect(/[^\n -~]/.exec(ascii)).toBeNull();
});

test.each([
  [['nonsense'], "there is no 'nonsense': rates, compare, heatmap, abandoned, do-not-call or data"],
  [
    ['rates', 'FOLDER', '--by', 'colour'],
    "'colour' is none of campaign, agent, reason, outcome, tenant, hour, weekday, day, time",
  ],
  [['rates', 'FOLDER', '--by', 'toString'], "'toString' is none of campaign"],
  [['rates', 'FOLDER', '--since', '2026-11-02', '--until', '2026-11-01'], '--until must be later'],
  [['rates', 'FOLDER', '--since', '2026-11-02', '--last', '7d'], 'give --since or --last, not both'],
  [['rates', 'FOLDER', '--last', '7d', '--keep', 'x'], '--keep goes with a beginning that stays'],
  [['rates', 'http://127.0.0.1:1', '--keep', 'x'], '--keep is for a journal folder'],
  [['compare', 'FOLDER'], 'say which period'],
  [['heatmap', 'FOLDER', '--of', 'money'], "argument 'money' is invalid"],
] as const)('wrong usage %j gets one line', async (words, says) => {
  const directory = await twoWeeksJournal(twoWeeks().slice(0, 1));
  const { exitCode, printed, said } = await runCli([
    'report',
    ...words.map((word) => word.replace('FOLDER', directory)),
  ]);
  expect([exitCode, printed]).toEqual([2, '']);
  expect(said).toContain(says);
  expect(said.trimEnd().split('\n')).toHaveLength(1);
});

test('a folder without a journal is said in a line', async () => {
  const { exitCode, said } = await runCli(['report', 'rates', temporaryFolder()]);
  expect(exitCode).toBe(1);
  expect(said).toContain('holds no journal: check the path');
});

// A quarter is done after 10 s, so the other three quarters take 30 s.
test('a long scan says how far it is and how long it still takes', () => {
  expect(howFar(1_234_567, 0.25, 10_000)).toBe('1,234,567 outcomes counted, 25 %, 30 s left');
  expect(howFar(1000, undefined, 10_000)).toBe('1,000 outcomes counted');
});
