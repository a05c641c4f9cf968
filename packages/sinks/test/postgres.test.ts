import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryJournal } from '@sdmp/journal';
import { verifies } from '@sdmp/requirements';
import { startBlackHole } from '@sdmp/testkit';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openMemorySinkState, type Sink, SinkRunner } from '../src/index.ts';
import { outcomeTableSql, type PostgresOptions, postgresSink } from '../src/postgres/index.ts';
import { oddOutcomes, outcomeAt, plainOutcomes, sinkSuite, type SinkSubject } from '../src/suite/index.ts';
import { hasPostgres, postgresIsMissing, PostgresServer } from './support/postgres-server.ts';
import { appendShift, sinkOutcomes } from './support/records.ts';

const never = new AbortController().signal;

if (!hasPostgres) process.stderr.write(`${postgresIsMissing}\n`);

test.runIf(process.env['CI'] === 'true')('postgres is there', () => {
  expect(hasPostgres, postgresIsMissing).toBe(true);
});

describe.skipIf(!hasPostgres)('a postgres sink', () => {
  let server: PostgresServer;
  let tables = 0;

  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  const freshTable = (): string => `Outcomes_${++tables}`;

  const query: PostgresServer['query'] = (...words) => server.query(...words);

  async function opened(options: Partial<PostgresOptions> = {}): Promise<Sink> {
    const sink = postgresSink({ url: server.url, table: freshTable(), ...options });
    onTestFinished(() => sink.close());
    await sink.open(never);
    return sink;
  }

  const open = async (): Promise<SinkSubject> => {
    const table = freshTable();
    const make = (): Sink => postgresSink({ url: server.url, table, batch: 200 });
    return {
      sink: make(),
      received: async () => {
        const [there] = await query('SELECT to_regclass($1) IS NOT NULL AS there', [`"${table}"`]);
        if (there?.['there'] !== true) return [];
        return (await query(`SELECT id FROM "${table}" ORDER BY position`)).map(({ id }) => String(id));
      },
      again: async () => make(),
      takeDown: () => server.kill(),
      bringUp: () => server.up(),
      dispose: async () => undefined,
    };
  };
  for (const { name, run } of sinkSuite(open, { outages: true })) test(name, run);

  test.each([true, false])(
    'refuses outcomes whose ids are there with other contents, and no repeats (COPY: %s)',
    async (canCopy) => {
      const table = freshTable();
      const first = await opened({ table });
      await first.deliver(sinkOutcomes(100), never);
      await first.close();
      await query(`UPDATE "${table}" SET telephone_number = NULL, success = NOT success WHERE position < 40`);
      const [{ name: database } = {}] = await query('SELECT current_database() AS name');
      if (!canCopy) await query(`REVOKE TEMPORARY ON DATABASE "${String(database)}" FROM PUBLIC`);
      onTestFinished(async () => void (await query(`GRANT TEMPORARY ON DATABASE "${String(database)}" TO PUBLIC`)));
      const role = `plain_${tables}`;
      await query(`CREATE ROLE ${role} LOGIN`);
      await query(`GRANT SELECT, INSERT ON "${table}", sdmp_schema TO ${role}`);
      const url = new URL(server.url);
      url.username = role;
      const sink = await opened({ url: url.href, table, batch: 30 });
      expect(await sink.deliver(sinkOutcomes(120), never)).toEqual([]);
      // Another shift under the same ids, but for its newest outcomes.
      const others = [...sinkOutcomes(120).slice(0, 50), ...sinkOutcomes(130, { seed: 7 }).slice(50)];
      const refused = await sink.deliver(others, never);
      expect(refused.map(({ position }) => position).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 70 }, (_, index) => 50 + index),
      );
      expect(new Set(refused.map(({ reason }) => reason))).toEqual(
        new Set(['the table holds another outcome under its id: see where that one came from']),
      );
      expect(await query(`SELECT count(*)::int AS rows FROM "${table}"`)).toEqual([{ rows: 130 }]);
    },
  );

  test(`${verifies('CON-1')}the database is reached behind an address that never answers`, async () => {
    const url = new URL(server.url);
    await using hole = await startBlackHole({ host: '127.0.0.4', port: Number(url.port) });
    url.hostname = 'database.example';
    const sink = await opened({ url: url.href, lookUp: () => Promise.resolve([hole.host, '127.0.0.1']) });
    expect(await sink.deliver(plainOutcomes(3), never)).toEqual([]);
  });

  test('a value that jsonb cannot hold is null to sdmp_jsonb, and the query lives', async () => {
    await opened();
    const asJson = async (text: string): Promise<unknown> => (await query('SELECT sdmp_jsonb($1) AS json', [text]))[0];
    expect(await asJson('{"a":1}')).toEqual({ json: { a: 1 } });
    for (const text of [
      String.raw`{"a":"\u0000"}`,
      String.raw`{"a":"\ud83d"}`,
      'a~b',
      '{"a":1e200000}',
      '['.repeat(200_000),
    ]) {
      expect(await asJson(text)).toEqual({ json: null });
    }
  });

  test('every part of an outcome has its typed column', async () => {
    const table = freshTable();
    const sink = await opened({ table });
    const full = outcomeAt(1, {
      tenantDescriptor: 'acme',
      campaignName: 'Sales1',
      sessionIdentifier: '001',
      telephoneNumber: '01632960123',
      agentIdentifier: 'O\'Neil, {"x",NULL}',
      reason: 10,
      agentOutcome: 167,
      rawCause: 16,
      dontDial: true,
      data: { customer: 5 },
      other: [['ZZ', 'x']],
    });
    const bare = outcomeAt(2, {});
    await sink.deliver([full, bare], never);
    const rows = await query(`SELECT *, data::jsonb->>'customer' AS customer FROM "${table}" ORDER BY position`);
    expect(rows[0]).toMatchObject({
      id: full.id,
      position: '1',
      source: 'dialer-a',
      recorded_at: new Date(full.outcome.time),
      tenant_descriptor: 'acme',
      campaign_name: 'Sales1',
      session_identifier: '001',
      telephone_number: '01632960123',
      agent_identifier: 'O\'Neil, {"x",NULL}',
      reason: 10,
      reason_name: 'Connected',
      agent_outcome: 167,
      raw_cause: 16,
      dont_dial: true,
      success: true,
      data: '{"customer":5}',
      customer: '5',
      other: [['ZZ', 'x']],
    });
    expect(rows[1]).toMatchObject({ campaign_name: null, reason: null, success: false, data: null, other: null });
  });

  test('what PostgreSQL cannot hold is refused by name, and what its own rules forbid stands alone', async () => {
    const table = freshTable();
    const sink = await opened({ table });
    const outcomes = oddOutcomes();
    const refused = await sink.deliver(outcomes, never);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'holds a NUL character, which PostgreSQL cannot store',
      'reason is larger than an integer of PostgreSQL',
    ]);
    await query(`ALTER TABLE "${table}" ADD CONSTRAINT no_sales CHECK (campaign_name <> 'Sales1')`);
    await expect(sink.deliver(plainOutcomes(3, 100), never)).rejects.toMatchObject({
      code: 'SINK_REFUSED',
      retryable: false,
      message: expect.stringContaining('SQLSTATE 23514, no_sales'),
    });
  });

  test('a table is made once by many sinks at a time, also in a schema, and a table of somebody else is left alone', async () => {
    const table = `reporting.${freshTable()}`;
    await Promise.all(Array.from({ length: 5 }, () => opened({ table })));
    expect(await query(`SELECT version FROM reporting.sdmp_schema`)).toEqual([{ version: 3 }]);

    await query('CREATE TABLE foreign_table (id text)');
    await expect(opened({ table: 'foreign_table' })).rejects.toMatchObject({ code: 'SINK_SETTINGS' });
    await query(`UPDATE reporting.sdmp_schema SET version = 99`);
    await expect(opened({ table })).rejects.toThrow(/newer version \(99\)/);
  });

  test('a role that may only insert works with a table that others made', async () => {
    const table = freshTable();
    await query(outcomeTableSql(table));
    await query(
      `CREATE ROLE writer LOGIN; GRANT SELECT, INSERT ON "${table}" TO writer; GRANT SELECT ON sdmp_schema TO writer`,
    );
    const options = { url: server.url.replace('sdmp@', 'writer@'), table };
    const sink = await opened(options);
    expect(await sink.deliver(plainOutcomes(10), never)).toEqual([]);
    // Temporary tables are a right, too.
    await query('REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC');
    onTestFinished(async () => void (await query('GRANT TEMPORARY ON DATABASE postgres TO PUBLIC')));
    const barred = await opened(options);
    const odd = oddOutcomes(5).filter(({ outcome }) => !outcome.frame.includes('\0') && (outcome.reason ?? 0) < 1e6);
    const refused = await barred.deliver([...plainOutcomes(5), ...odd], never);
    expect(new Set(refused.map(({ position }) => position))).toEqual(new Set([5, 6, 7, 8, 9]));
    expect(await query(`SELECT count(*)::int AS rows FROM "${table}"`)).toEqual([
      { rows: 10 + odd.filter(({ position }) => position >= 10).length },
    ]);
    await query(`REVOKE ALL ON "${table}" FROM writer`);
    await expect(sink.deliver(plainOutcomes(10), never)).rejects.toMatchObject({
      code: 'SINK_SETTINGS',
      retryable: true,
    });
  });

  test('address and password come from files, and neither is in a message', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sdmp-pg-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const urlFile = join(directory, 'url');
    const passwordFile = join(directory, 'password');
    writeFileSync(urlFile, `${server.url}\n`);
    writeFileSync(passwordFile, 'hunter2 @:/\n');
    const options = { table: freshTable(), urlFile, passwordFile };
    const sink = postgresSink(options);
    onTestFinished(() => sink.close());
    await sink.open(never);
    expect(await sink.deliver(plainOutcomes(1), never)).toEqual([]);
    await sink.close();
    writeFileSync(urlFile, 'postgres://sdmp@127.0.0.1:1/nowhere');
    const error: unknown = await sink.open(never).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'SINK_UNAVAILABLE', message: expect.stringContaining('127.0.0.1:1/nowhere') });
    expect(String(error)).not.toContain('hunter2');
    rmSync(passwordFile);
    await expect(sink.open(never)).rejects.toMatchObject({ code: 'SINK_SETTINGS' });
  });

  test('a server without TLS is not spoken to when TLS was asked for', async () => {
    const sink = postgresSink({ url: `${server.url}?sslmode=verify-full`, table: freshTable() });
    await expect(sink.open(never)).rejects.toMatchObject({ code: 'SINK_SETTINGS', retryable: true });
  });

  test('a server that is killed again and again while outcomes flow ends with each of them once', async () => {
    const table = freshTable();
    const journal = await openMemoryJournal();
    const state = openMemorySinkState();
    const sink = postgresSink({ url: server.url, table, batch: 100 });
    const retry = { firstMs: 10, longestMs: 200 };
    const runner = new SinkRunner({ name: 'warehouse', sink, journal, state, retry, batch: { waitMs: 0 } });
    onTestFinished(() => runner.close());
    const end = await appendShift(journal, 5000);
    runner.start();
    for (let kill = 1; kill <= 4; kill++) {
      await expect.poll(() => runner.status.delivered, { interval: 1 }).toBeGreaterThan(kill * 800);
      await server.kill();
      await server.up();
    }
    await expect.poll(() => runner.status.position).toBe(end);
    const [row] = await query(`SELECT count(*)::int AS rows, count(DISTINCT position)::int AS each FROM "${table}"`);
    expect(row).toEqual({ rows: 5000, each: 5000 });
    expect(runner.status.deadLetters).toBe(0);
  });
});

test('settings that make no sense are refused', () => {
  for (const wrong of [{}, { url: 'postgres://x', urlFile: 'y' }, { url: 'postgres://x', table: 'a; drop' }]) {
    expect(() => postgresSink(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  }
});
