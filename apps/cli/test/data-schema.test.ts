import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { jsonLines } from './support/recorded-journal.ts';
import { runCli } from './support/start-cli.ts';
import { type Service, startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

/** Writes a schema whose balance is of a type. */
function schemaFile(type: 'number' | 'text'): string {
  const file = join(temporaryFolder(), 'data.json');
  writeFileSync(
    file,
    JSON.stringify({
      columns: [
        { from: 'Balance', type },
        { from: 'Card', mask: 'end' },
      ],
    }),
  );
  return file;
}

function outcome(session: string, data: string): string {
  return `${JSON.stringify({ campaignName: 'Sales', sessionIdentifier: session, reason: 10, data })}\n`;
}

const fits = 'Balance~N~12.5|';
const breaks = 'Balance~N~secretly|Card~N~47114711|';
const reason = 'its data break the schema: Balance is no number';

async function end(service: Service): Promise<void> {
  service.kill('SIGTERM');
  expect(await service.ended).toBe(0);
}

async function letters(directory: string, ...words: readonly string[]): Promise<readonly unknown[]> {
  const { printed, said } = await runCli(['journal', 'dead-letters', directory, ...words, '--format', 'json']);
  expect(said).toBe('');
  return jsonLines(printed);
}

test(`${verifies('LOB-3')} a line of the feed whose data break the schema is recorded as it is, told, and a dead letter`, async () => {
  const data = temporaryFolder();
  const words = ['--data', data, '--feed', '-', '--data-schema'];
  const service = await startService([...words, schemaFile('number')]);
  service.feed(outcome('A', fits) + outcome('B', breaks) + outcome('C', breaks));
  await service.untilPrinted(/committed 3\n/);
  await service.untilSaid(/Sink data-schema: outcomes that were refused .*Balance is no number/);
  await expect.poll(() => letters(data, '--all')).toHaveLength(2);
  const tailed = await runCli(['journal', 'export', data, '--format', 'json']);
  expect(jsonLines(tailed.printed).map(({ sessionIdentifier, data: sent }) => [sessionIdentifier, sent])).toEqual([
    ['A', fits],
    ['B', breaks],
    ['C', breaks],
  ]);
  await end(service);
  expect(service.said()).not.toMatch(/secretly|47114711/);
  // What is recorded after a restart is held against the schema, too, and nothing twice.
  const again = await startService([...words, schemaFile('number')]);
  again.feed(outcome('D', breaks));
  await again.untilPrinted(/committed 1\n/);
  await expect.poll(() => letters(data)).toMatchObject([{ cause: reason, letters: 3 }]);
  await end(again);
  expect(await letters(data, '--all')).toMatchObject([1, 2, 3].map((position) => ({ position, reason })));
});

test(`${verifies('LOB-3')} dead letters are chosen by position and cause, held against a corrected schema, and forgotten`, async () => {
  const data = temporaryFolder();
  const service = await startService(['--data', data, '--feed', '-', '--data-schema', schemaFile('number')]);
  service.feed(
    outcome('A', breaks) + outcome('B', breaks) + outcome('C', 'Balance~N~1|Balance~N~2|') + outcome('D', breaks),
  );
  await expect.poll(() => letters(data, '--all')).toHaveLength(4);
  await end(service);
  expect(await letters(data, '--positions', '1,2,77')).toMatchObject([{ position: 1 }, { position: 2 }]);
  expect(await letters(data, '--cause', reason)).toMatchObject([{ position: 0 }, { position: 1 }, { position: 3 }]);
  expect(await letters(data, '--positions', '0', '--discard')).toEqual([{ discarded: 1, before: 4 }]);
  // Under this schema two of three fit: a field that is there twice still breaks it.
  expect(await letters(data, '--all', '--replay', schemaFile('text'))).toEqual([{ replayed: 2, before: 3, left: 1 }]);
  expect(await letters(data)).toMatchObject([{ letters: 1, cause: expect.stringContaining('there twice') }]);
  const { printed } = await runCli(['journal', 'dead-letters', data, '--all', '--discard', '--format', 'pretty']);
  expect(printed).toBe('1 of 1 dead letter forgotten; the journal keeps their outcomes.\n');
  expect(await letters(data)).toEqual([{ sink: 'data-schema', letters: 0 }]);
});

test(`${verifies('LOB-3')} data of reports over SDMP are held against the schema, too`, async () => {
  const data = temporaryFolder();
  const service = await startService(['--data', data, '--reports', '--data-schema', schemaFile('number')]);
  const frames = [String.raw`LC\CNSales1\SI7\AN2\TK1`, String.raw`TC\AN2\AO101\TK2\DT${breaks}`];
  for (const [at, frame] of frames.entries()) {
    expect((await runCli(['send', service.ascii, frame, '--count', '1'])).printed).toBe(`MV\\TK${at + 1}\n`);
  }
  await expect.poll(() => letters(data, '--all')).toMatchObject([{ position: 0, reason }]);
  await end(service);
});

test('the counters of a service have what broke the schema', async () => {
  const words = ['--memory', '--feed', '-', '--metrics', '127.0.0.1:0', '--data-schema', schemaFile('number')];
  const service = await startService(words);
  const [, url = ''] = await service.untilPrinted(/metrics (\S+)\n/);
  service.feed(outcome('A', breaks));
  await expect.poll(async () => (await fetch(url)).text()).toContain('\nsdmp_serve_data_schema_refused_total 1\n');
});

test('a schema that cannot be meant ends the service before it listens or makes a folder', async () => {
  const file = join(temporaryFolder(), 'data.json');
  writeFileSync(file, '{"columns":[{"from":"Balance","type":"money"}]}');
  const data = join(temporaryFolder(), 'journal');
  const { exitCode, printed, said } = await runCli(['serve', '--data', data, '--data-schema', file]);
  expect([exitCode, printed]).toEqual([1, '']);
  expect(said).toContain(`${file}: columns.0.type: `);
  expect(existsSync(data)).toBe(false);
});

test.each([
  [['--discard'], 'say which: --all, --cause TEXT or --positions 7,8'],
  [['--replay', 'data.json'], 'say which'],
  [['--all', '--replay', 'data.json', '--sink', 'crm'], 'sdmp-bridge dead-letters'],
  [['--all', '--cause', 'x'], 'cannot be used with'],
  [['--positions', '7;8'], 'Positions are whole numbers'],
])('journal dead-letters %j is wrong usage, said in one line', async (words, says) => {
  const { exitCode, said } = await runCli(['journal', 'dead-letters', temporaryFolder(), ...words]);
  expect([exitCode, said]).toEqual([2, expect.stringContaining(says)]);
});

test('a journal without dead letters says so, and nothing is made in its folder', async () => {
  const data = temporaryFolder();
  await end(await startService(['--data', data]));
  expect(await letters(data)).toEqual([{ sink: 'data-schema', letters: 0 }]);
  expect(existsSync(join(data, 'sinks.sqlite'))).toBe(false);
});
