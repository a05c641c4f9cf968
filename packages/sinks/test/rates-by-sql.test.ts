import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { type RateDimension, ratedOutcome, type RateRow, RateTable } from '@sdmp/outcomes/rates';
import { verifies } from '@sdmp/requirements';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type FileFormat, filesSink } from '../src/files/index.ts';
import type { Sink } from '../src/index.ts';
import { postgresSink } from '../src/postgres/index.ts';
import { floorShift } from './support/floor-shift.ts';
import { parquetRows } from './support/parquet-rows.ts';
import { hasPostgres, postgresIsMissing, PostgresServer } from './support/postgres-server.ts';
import { testDirectory } from './support/test-directory.ts';

const never = new AbortController().signal;

if (!hasPostgres) process.stderr.write(`${postgresIsMissing}\n`);

// In the night in which British summer time ends: 01:00 to 02:00 comes twice.
const outcomes = floorShift(Date.parse('2026-10-24T21:00:00Z'), 13);

const byZone = [
  ['UTC', []],
  ['UTC', ['campaign']],
  ['UTC', ['agent']],
  ['UTC', ['reason']],
  ['UTC', ['campaign', 'agent']],
  ['Europe/London', ['weekday', 'hour']],
] as const satisfies readonly (readonly [string, readonly RateDimension[]])[];

/** Counted once for all tests. */
const tables = new Map(byZone.map(([zone, by]) => [by.join(), new RateTable({ by, zone })]));
for (const { outcome } of outcomes) {
  const { campaignName: campaign = '', success } = outcome;
  const rated = ratedOutcome(outcome, { tenant: 'default', campaign, success });
  for (const table of tables.values()) table.add(rated);
}

function counted(by: readonly RateDimension[]): readonly RateRow[] {
  const table = tables.get(by.join());
  if (table === undefined) throw new Error(`not counted by ${by.join()}`);
  return by.length === 0 ? [table.total] : table.rows();
}

/** The definitions again, as conditions on the columns of an outcome. */
const answered = 'reason IN (10, 98, 99)';
/** What agents say of machines. */
const machine = 'agent_outcome IN (1, 3, 4, 33, 203, 204, 205)';
const live = `(${answered} AND (agent_outcome IS NULL OR NOT ${machine}))`;
const toAgents = `((${answered} AND ${machine}) OR reason IN (33, 34) OR (reason = 5 AND agent_outcome IS NOT NULL))`;

const many = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;

/** Every count of a group in SQL that both databases understand. */
const counts = `
  COUNT(*) AS calls,
  ${many('success')} AS connects,
  ${many(answered)} AS answered,
  ${many('reason = 7')} AS abandoned,
  ${many(live)} AS live,
  ${many(toAgents)} AS machines_to_agents,
  ${many('reason = 5 AND agent_outcome IS NULL')} AS machines_detected,
  ${many(`${live} AND agent_outcome IN (0, 101, 102, 105, 106, 107, 120, 121, 2, 5, 6, 200, 201, 202, 206)`)} AS right_parties,
  ${many('agent_outcome = 105')} AS conversions,
  ${many('session_identifier IS NOT NULL')} AS with_session,
  COUNT(DISTINCT session_identifier) AS sessions`;

type SqlRow = Readonly<Record<string, unknown>>;

/** A row of ours as SQL has it. */
function asSql({ values, counts: of, sessions }: RateRow, names: readonly string[]): SqlRow {
  return {
    ...Object.fromEntries(names.map((name, at) => [name, values[at] ?? null])),
    calls: of.calls,
    connects: of.connects,
    answered: of.answered,
    abandoned: of.abandoned,
    live: of.live,
    machines_to_agents: of.machinesToAgents,
    machines_detected: of.machinesDetected,
    right_parties: of.rightParties,
    conversions: of.conversions,
    with_session: of.withSession,
    sessions,
  };
}

/** Numbers of PostgreSQL come as text. */
function plain(rows: readonly SqlRow[]): readonly SqlRow[] {
  const number = (value: unknown): unknown =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, number(value)])));
}

/** Rows in an order that does not depend on an engine. */
function inOrder(rows: readonly SqlRow[]): readonly string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))).toSorted();
}

async function deliverAll(sink: Sink): Promise<void> {
  onTestFinished(() => sink.close());
  await sink.open(never);
  for (let from = 0; from < outcomes.length; from += 5000) {
    expect(await sink.deliver(outcomes.slice(from, from + 5000), never)).toEqual([]);
  }
}

/** What is the same for both engines: all, campaigns, agents, reasons. */
const groups = [
  ['', []],
  ['campaign_name', ['campaign']],
  ['agent_identifier', ['agent']],
  ['reason', ['reason']],
  ['campaign_name, agent_identifier', ['campaign', 'agent']],
] as const satisfies readonly (readonly [string, readonly RateDimension[]])[];

function selectOf(table: string, columns: string): string {
  return columns === ''
    ? `SELECT ${counts} FROM ${table}`
    : `SELECT ${columns}, ${counts} FROM ${table} GROUP BY ${columns}`;
}

function namesIn(columns: string): readonly string[] {
  return columns === '' ? [] : columns.split(', ');
}

test('the shift is one of 200 agents and 8 hours, with calls of every kind', () => {
  expect(counted(['agent'])).toHaveLength(201);
  const [total] = counted([]);
  expect(total?.counts.calls).toBeGreaterThan(50_000);
  for (const count of [total?.counts.abandoned, total?.counts.machinesToAgents, total?.counts.machinesDetected]) {
    expect(count).toBeGreaterThan(100);
  }
});

describe.skipIf(!hasPostgres)('in PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  test(`${verifies('RATE-6')} a shift of 8 hours and 200 agents: SQL counts what we count`, async () => {
    await deliverAll(postgresSink({ url: server.url, table: 'shift' }));
    for (const [columns, by] of groups) {
      const rows = plain(await server.query(selectOf('shift', columns)));
      expect(inOrder(rows)).toEqual(inOrder(counted(by).map((row) => asSql(row, namesIn(columns)))));
    }
    // Hours and weekdays of London by the clock of the database.
    const local = "(recorded_at AT TIME ZONE 'Europe/London')";
    const rows = plain(
      await server.query(
        `SELECT EXTRACT(ISODOW FROM ${local})::int AS weekday, EXTRACT(HOUR FROM ${local})::int AS hour, ${counts} FROM shift GROUP BY 1, 2`,
      ),
    );
    expect(rows).toHaveLength(8);
    const ours = counted(['weekday', 'hour']).map((row) => asSql(row, ['weekday', 'hour']));
    expect(inOrder(rows)).toEqual(inOrder(ours));
  });
});

const columns = [
  ['campaign_name', 'campaignName'],
  ['agent_identifier', 'agentIdentifier'],
  ['session_identifier', 'sessionIdentifier'],
  ['reason', 'reason'],
  ['agent_outcome', 'agentOutcome'],
  ['success', 'success'],
] as const;

type FileRow = Readonly<Record<string, unknown>>;

/** Rows of the files that a sink has written. Parquet is read by a program that shares no code with what writes it here. */
async function* rowsOf(directory: string, format: FileFormat): AsyncGenerator<FileRow> {
  for (const name of readdirSync(directory).filter((each) => each.includes(`.${format}`))) {
    const path = join(directory, name);
    if (format === 'parquet') {
      yield* await parquetRows(path);
    } else if (format === 'csv') {
      yield* parse<FileRow>(readFileSync(path, 'utf8'), { columns: true });
    } else {
      for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line) as FileRow;
    }
  }
}

/** A value as SQLite takes it: of CSV everything is text, and '' absent. */
function bound(value: unknown): string | number | null {
  if (value === undefined || value === '') return null;
  if (value === true || value === 'true') return 1;
  if (value === false || value === 'false') return 0;
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

test.each(['csv', 'ndjson', 'parquet'] as const)(
  `${verifies('RATE-6')} a shift of 8 hours and 200 agents: SQLite over %s files counts what we count`,
  async (format) => {
    const directory = testDirectory();
    // Of Parquet a file is there when it is finished: after each batch.
    await deliverAll(filesSink({ directory, format, ...(format === 'parquet' ? { rotateOutcomes: 1 } : {}) }));
    const database = new DatabaseSync(':memory:');
    onTestFinished(() => database.close());
    database.exec(
      'CREATE TABLE shift (campaign_name TEXT, agent_identifier TEXT, session_identifier TEXT, reason INTEGER, agent_outcome INTEGER, success INTEGER)',
    );
    const insert = database.prepare('INSERT INTO shift VALUES (?, ?, ?, ?, ?, ?)');
    database.exec('BEGIN');
    for await (const row of rowsOf(directory, format)) insert.run(...columns.map(([, name]) => bound(row[name])));
    database.exec('COMMIT');
    for (const [names, by] of groups) {
      const rows = database.prepare(selectOf('shift', names)).all();
      expect(inOrder(rows)).toEqual(inOrder(counted(by).map((row) => asSql(row, namesIn(names)))));
    }
  },
);
