import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installationRules } from '@sdmp/outcomes/rules';
import { dataSchemaSchema, rulesConfigSchema } from '@sdmp/outcomes/schema';
import { verifies } from '@sdmp/requirements';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type FileFormat, filesSink } from '../src/files/index.ts';
import { outcomeShape, type Sink, type SinkOutcome, shapedSink } from '../src/index.ts';
import { jsonLine } from '../src/lines/json-line.ts';
import { postgresSink } from '../src/postgres/index.ts';
import { outcomeAt } from '../src/suite/index.ts';
import { MemorySink } from './support/memory-sink.ts';
import { parquetRows } from './support/parquet-rows.ts';
import { hasPostgres, PostgresServer } from './support/postgres-server.ts';
import { testDirectory } from './support/test-directory.ts';
import { visibleNames } from './support/visible-names.ts';

const never = new AbortController().signal;

const columns = [
  { from: 'Town' },
  { from: 'Balance', name: 'amount', type: 'number', required: true },
  { from: 'Due', type: 'date', format: 'DD/MM/YYYY' },
  { from: 'Called', type: 'dateTime', zone: 'Europe/London' },
  { from: 'Visits', type: 'integer' },
  { from: 'Sold', type: 'boolean' },
  { from: 'Card', mask: 'end' },
];
const schema = dataSchemaSchema.parse({ columns });
const rules = installationRules(
  rulesConfigSchema.parse({
    agentOutcomes: [{ code: 167, name: 'Sale', category: 'sale' }],
    rules: { success: { category: 'sale' }, conversion: { category: 'sale' } },
    disposition: { cases: [{ when: { rule: 'conversion' }, is: 'Closed Won' }], table: 'generic' },
  }),
);

const whole =
  'Town~N~Leeds|Balance~N~12.50|Due~N~28/02/2026|Called~N~2026-07-01T09:00|Visits~N~3|Sold~N~Y|Card~N~4711471147|Secret~N~x|';
const good = outcomeAt(0, { data: whole.replace('Sold~N~Y', 'Sold~N~yes'), reason: 10, agentOutcome: 167 });
const broken = outcomeAt(1, { data: 'Town~N~York|Balance~N~much|Card~N~99999999|', reason: 10 });
const bare = outcomeAt(2, { data: 'Balance~N~1|', reason: 1 });
const outcomes = [good, broken, bare];

async function opened<S extends Sink>(sink: S): Promise<S> {
  onTestFinished(() => sink.close());
  await sink.open(never);
  return sink;
}

test(`${verifies('LOB-2', 'RULE-3')} a sink gets the columns of the schema as data, and what the rules say, in JSON too`, async () => {
  const memory = new MemorySink();
  const sink = await opened(shapedSink(memory, outcomeShape({ data: schema, rules })));
  await sink.deliver([good, bare], never);
  const [line, next] = [...memory.held.values()].map(
    (each) => JSON.parse(jsonLine(each)) as Readonly<Record<string, unknown>>,
  );
  expect(line?.['data']).toEqual({
    Town: 'Leeds',
    amount: 12.5,
    Due: '2026-02-28',
    Called: '2026-07-01T08:00:00.000Z',
    Visits: 3,
    Sold: true,
    Card: '•••1147',
  });
  expect(line).toMatchObject({
    success: true,
    classification: {
      contact: true,
      rightParty: true,
      conversion: true,
      agentOutcomeName: 'Sale',
      disposition: 'Closed Won',
      agentOutcomeCertainty: 'installation',
      dispositionCertainty: 'installation',
    },
  });
  expect(JSON.stringify([...memory.held.values()].map(jsonLine))).not.toMatch(/47114711|Secret/);
  expect(next).toMatchObject({
    success: false,
    classification: { conversion: false, disposition: 'busy', dispositionCertainty: 'exact' },
  });
});

test(`${verifies('LOB-3')} what breaks the schema is refused with what is wrong and none of its values`, async () => {
  const memory = new MemorySink();
  const sink = await opened(shapedSink(memory, outcomeShape({ data: schema })));
  expect(await sink.deliver(outcomes, never)).toEqual([
    { position: 1, reason: 'its data break the schema: Balance is no number' },
  ]);
  expect(memory.positions).toEqual([0, 2]);
});

test('a sink that wants outcomes all the same gets those with broken data, with what fits', async () => {
  const memory = new MemorySink();
  const sink = await opened(shapedSink(memory, outcomeShape({ data: schema, brokenData: 'deliver' })));
  expect(await sink.deliver(outcomes, never)).toEqual([]);
  expect([...memory.held.values()][1]?.outcome.data).toBe('{"Town":"York","Card":"•••9999"}');
});

test('of several DT none goes out beside the one that went through the schema', async () => {
  const memory = new MemorySink();
  const sink = await opened(shapedSink(memory, outcomeShape({ data: schema })));
  const twice = outcomeAt(3, { data: 'Balance~N~1|', other: [['DT', 'Card~N~4711471147|']] });
  await sink.deliver([twice], never);
  const [only] = memory.held.values();
  expect(only?.outcome.frame).not.toContain('4711');
  expect(only?.outcome.frame.match(/\\DT/g)).toHaveLength(1);
});

/** A sink of files whose outcomes go through a schema with these columns. */
async function shapedFiles(directory: string, format: FileFormat, given: readonly object[]): Promise<Sink> {
  const shape = outcomeShape({ data: dataSchemaSchema.parse({ columns: given }) });
  return opened(shapedSink(filesSink({ directory, format, columns: shape.columns }), shape));
}

/** Every row of the files of a folder, by position. */
async function rowsOf(directory: string, format: FileFormat): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const files = visibleNames(directory).map((name) => join(directory, name));
  const rows = await Promise.all(
    files.map(async (file): Promise<readonly Readonly<Record<string, unknown>>[]> => {
      if (format === 'parquet') return parquetRows(file);
      return parse<Readonly<Record<string, unknown>>>(readFileSync(file, 'utf8'), { columns: true });
    }),
  );
  return rows.flat().toSorted((a, b) => Number(a['position']) - Number(b['position']));
}

test(`${verifies('LOB-2')} a Parquet file has the columns of the schema with their types`, async () => {
  const directory = testDirectory();
  const shape = outcomeShape({ data: schema, rules });
  const files = filesSink({ directory, format: 'parquet', rotateBytes: 1, columns: shape.columns });
  const sink = await opened(shapedSink(files, shape));
  await sink.deliver([good, bare], never);
  const [first, second] = await rowsOf(directory, 'parquet');
  expect(first).toMatchObject({
    data_town: 'Leeds',
    data_amount: 12.5,
    data_due: new Date('2026-02-28'),
    data_called: new Date('2026-07-01T08:00Z'),
    data_visits: 3,
    data_sold: true,
    data_card: '•••1147',
    success: true,
    contact: true,
    conversion: true,
    disposition: 'Closed Won',
    dispositionCertainty: 'installation',
  });
  expect(second).toMatchObject({
    data_town: null,
    data_amount: 1,
    data_due: null,
    disposition: 'busy',
    dispositionCertainty: 'exact',
  });
});

test.each(['csv', 'parquet'] as const)(
  `${verifies('LOB-4')} when a schema gets a column, what is in an unfinished %s file stays, and the next file has the column`,
  async (format) => {
    const directory = testDirectory();
    const before = await shapedFiles(directory, format, [{ from: 'Town' }]);
    await before.deliver([good, broken], never);
    await before.close();
    const after = await shapedFiles(directory, format, [{ from: 'Town' }, { from: 'Balance', name: 'amount' }]);
    await after.deliver([bare], never);
    await after.close();
    const finishing = await shapedFiles(directory, format, [{ from: 'Town' }]);
    await finishing.close();
    expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([]);
    const rows = await rowsOf(directory, format);
    expect(rows.map(({ position, data_town: town, data_amount: amount }) => [Number(position), town, amount])).toEqual([
      [0, 'Leeds', undefined],
      [1, 'York', undefined],
      [2, format === 'csv' ? '' : null, '1'],
    ]);
  },
);

describe.skipIf(!hasPostgres)('a table of PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  async function deliver(table: string, given: readonly object[], batch: readonly SinkOutcome[]): Promise<void> {
    const shape = outcomeShape({ data: dataSchemaSchema.parse({ columns: given }), rules });
    const sink = await opened(shapedSink(postgresSink({ url: server.url, table, columns: shape.columns }), shape));
    expect(await sink.deliver(batch, never)).toEqual([]);
    await sink.close();
  }

  test(`${verifies('LOB-2')} has the columns of the schema with their types`, async () => {
    await deliver('typed', columns, [good, bare]);
    const types = await server.query(
      "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = 'typed' AND column_name LIKE 'data\\_%' ORDER BY ordinal_position",
    );
    expect(types.map(({ name, type }) => [name, type])).toEqual([
      ['data_town', 'text'],
      ['data_amount', 'numeric'],
      ['data_due', 'date'],
      ['data_called', 'timestamp with time zone'],
      ['data_visits', 'bigint'],
      ['data_sold', 'boolean'],
      ['data_card', 'text'],
    ]);
    const rows = await server.query(
      "SELECT data_amount::text AS amount, data_due::text AS due, extract(epoch FROM data_called)::text AS called, data_visits + 1 AS visits, data_sold AS sold, data_card AS card, success, right_party, conversion, agent_outcome_name AS agent, disposition, agent_outcome_certainty AS named_by, disposition_certainty AS certainty, data::jsonb ->> 'Card' AS held FROM typed ORDER BY position",
    );
    expect(rows[0]).toEqual({
      amount: '12.5',
      due: '2026-02-28',
      called: `${Date.UTC(2026, 6, 1, 8) / 1000}.000000`,
      visits: '4',
      sold: true,
      card: '•••1147',
      success: true,
      right_party: true,
      conversion: true,
      agent: 'Sale',
      disposition: 'Closed Won',
      named_by: 'installation',
      certainty: 'installation',
      held: '•••1147',
    });
    expect(rows[1]).toMatchObject({
      amount: '1',
      due: null,
      sold: null,
      conversion: false,
      disposition: 'busy',
      certainty: 'exact',
    });
  });

  test(`${verifies('LOB-4')} is given a column that the schema gets later, and keeps its rows`, async () => {
    await deliver('grown', [{ from: 'Town' }], [good]);
    await deliver('grown', [{ from: 'Town' }, { from: 'Balance', name: 'amount', type: 'number' }], [good, bare]);
    // A column that the schema has no longer stays, and takes no values.
    await deliver('grown', [{ from: 'Balance', name: 'amount', type: 'number' }], [outcomeAt(5, { data: whole })]);
    expect(await server.query('SELECT data_town, data_amount::text FROM grown ORDER BY position')).toEqual([
      { data_town: 'Leeds', data_amount: null },
      { data_town: null, data_amount: '1' },
      { data_town: null, data_amount: '12.5' },
    ]);
  });

  test(`${verifies('LOB-4')} whose column has another type is left as it is, and the column is named`, async () => {
    await deliver('fixed', [{ from: 'Balance', name: 'amount', type: 'number' }], [good]);
    const shape = outcomeShape({ data: dataSchemaSchema.parse({ columns: [{ from: 'Balance', name: 'amount' }] }) });
    const sink = postgresSink({ url: server.url, table: 'fixed', columns: shape.columns });
    onTestFinished(() => sink.close());
    await expect(sink.open(never)).rejects.toMatchObject({
      code: 'SINK_SETTINGS',
      message: expect.stringContaining(
        'column data_amount of table fixed is numeric, and the configuration makes it text',
      ),
    });
    expect(await server.query('SELECT count(*)::int AS rows FROM fixed')).toEqual([{ rows: 1 }]);
  });

  test('whose owner is another role says which columns it lacks', async () => {
    await deliver('owned', [{ from: 'Town' }], [good]);
    await server.query('CREATE ROLE writer LOGIN');
    await server.query('GRANT SELECT, INSERT ON owned, sdmp_schema TO writer');
    const shape = outcomeShape({ data: schema });
    const url = new URL(server.url);
    url.username = 'writer';
    const sink = postgresSink({ url: url.href, table: 'owned', columns: shape.columns });
    onTestFinished(() => sink.close());
    await expect(sink.open(never)).rejects.toThrow(/let its owner run ALTER TABLE "owned" ADD COLUMN IF NOT EXISTS/);
  });
});
