import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { runCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { twoWeeksJournal } from './support/two-weeks.ts';

const time = Date.parse('2026-11-27T09:00:00Z');
const record = (session: string, data: string, more = '', at = time) =>
  parseOutcomeLine(`OZ\\CNSales1\\SI${session}\\RE10\\AO102${more}\\DT${data}`, { time: at });

const records = [
  record('1', 'Town~N~Leeds|Balance~N~12.50|Card~N~4711471147|'),
  record('2', '{"Balance":"much","Town":"Bath"}'),
  record('3', ''),
  record('1', 'Town~N~Oslo|Balance~N~13|Card~N~4711471147|', `\\ZV2.${time}.1.10.102.`, time + 60_000),
];

function schemaFile(text: string): string {
  const path = join(temporaryFolder(), 'data.json');
  writeFileSync(path, text);
  return path;
}

const schema = `{"columns":[{"from":"Town"},{"from":"Balance","name":"amount","type":"number","required":true},{"from":"Card","mask":"end"}]}`;

test(`${verifies('LOB-1')} data become columns, a corrected call has its newest, and what breaks the schema is listed`, async () => {
  const words = ['report', 'data', await twoWeeksJournal(records), '--schema', schemaFile(schema), '--zone', 'UTC'];
  const { exitCode, printed } = await runCli([...words, '--format', 'csv']);
  expect(exitCode).toBe(0);
  expect(printed.trimEnd().split('\r\n')).toEqual([
    'recordedAt,session,data.Town,data.amount,data.Card,faults,campaign,position',
    '2026-11-27 09:00,2,Bath,,,Balance is no number,Sales1,1',
    '2026-11-27 09:00,3,,,,Balance is missing,Sales1,2',
    '2026-11-27 09:00,1,Oslo,13,•••1147,,Sales1,3',
  ]);
  const broken = await runCli([...words, '--broken', '--format', 'json']);
  expect(JSON.parse(broken.printed)).toMatchObject({ broken: '2', rows: [{ session: '2' }, { session: '3' }] });
  expect((await runCli(words)).printed).toMatch(/2026-11-27 09:00 +1 +Oslo +13 +•••1147/);
});

test('a schema that cannot be meant is said in a line', async () => {
  const directory = await twoWeeksJournal(records);
  for (const [text, says] of [
    ['{', 'is no JSON'],
    ['{"columns":[{"from":"a"},{"from":"A"}]}', "columns.1.from: 'A' stands there twice"],
  ] as const) {
    const { exitCode, said } = await runCli(['report', 'data', directory, '--schema', schemaFile(text)]);
    expect(exitCode).toBe(1);
    expect(said).toContain(says);
    expect(said.trimEnd().split('\n')).toHaveLength(1);
  }
});
