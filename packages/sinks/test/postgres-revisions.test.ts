import { formatRevision, revisionCode } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { createRandom } from '@sdmp/testkit';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Sink, SinkOutcome } from '../src/index.ts';
import { postgresSink } from '../src/postgres/index.ts';
import { outcomeAt } from '../src/suite/index.ts';
import { hasPostgres, PostgresServer } from './support/postgres-server.ts';

const never = new AbortController().signal;
const sessions = 12;

/** Outcomes of the sessions, and up to three corrections of each, under positions of their own. */
function history(): readonly SinkOutcome[] {
  const firsts = Array.from({ length: sessions }, (_, at) =>
    // Two of them are calls of one session, which was dialed again.
    outcomeAt(at, { campaignName: 'Sales', sessionIdentifier: `s${at === 1 ? 0 : at}`, reason: 2 }),
  );
  const corrections = firsts.flatMap(({ outcome: { sessionIdentifier, time } }, at) =>
    Array.from({ length: at % 4 }, (_, index) => {
      const said = { success: false, reason: 2, agentOutcome: undefined, agent: undefined };
      const corrected = formatRevision({ revision: index + 2, time, ...said });
      const values = { campaignName: 'Sales', sessionIdentifier, reason: 20 + index };
      return outcomeAt(sessions + at * 4 + index, { ...values, other: [[revisionCode, corrected]] });
    }),
  );
  return [...firsts, ...corrections];
}

describe.skipIf(!hasPostgres)('a postgres table with corrections', () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  async function opened(table: string, user?: string): Promise<Sink> {
    const url = new URL(server.url);
    if (user !== undefined) url.username = user;
    const sink = postgresSink({ url: url.href, table });
    onTestFinished(() => sink.close());
    await sink.open(never);
    return sink;
  }

  async function rows(table: string): Promise<readonly unknown[]> {
    return server.query(
      `SELECT session_identifier, reason, revision, corrected_reason FROM ${table}
        ORDER BY coalesce(corrected_time, recorded_at)`,
    );
  }

  const newest = Array.from({ length: sessions }, (_, at) => {
    const count = at % 4;
    return {
      session_identifier: `s${at === 1 ? 0 : at}`,
      reason: count === 0 ? 2 : 19 + count,
      revision: count === 0 ? null : count + 1,
      corrected_reason: count === 0 ? null : 2,
    };
  });

  test.each([true, false])(
    verifies('CALL-12') +
      'holds the newest revision of each call, whatever the order, repetition and restart (COPY: %s)',
    async (canCopy) => {
      const table = `revisions_${canCopy}`;
      if (!canCopy) {
        const [{ name } = {}] = await server.query('SELECT current_database() AS name');
        await server.query(`REVOKE TEMPORARY ON DATABASE "${String(name)}" FROM PUBLIC`);
        await server.query('CREATE ROLE plain LOGIN');
        await server.query('GRANT CREATE ON SCHEMA public TO plain');
        await server.query('GRANT SELECT, INSERT, UPDATE ON sdmp_schema TO plain');
      }
      const random = createRandom(7);
      const all = history();
      const shuffled = all
        .flatMap((each) => [each, each])
        .map((each) => ({ each, key: random.next() }))
        .toSorted((one, another) => one.key - another.key)
        .map(({ each }) => each);
      const user = canCopy ? undefined : 'plain';
      let sink = await opened(table, user);
      for (let from = 0; from < shuffled.length; from += 5) {
        expect(await sink.deliver(shuffled.slice(from, from + 5), never)).toEqual([]);
        if (from === 20) {
          await sink.close();
          sink = await opened(table, user);
        }
      }
      expect(await rows(table)).toEqual(newest);
      // In their own order and all at once, into the same table.
      expect(await sink.deliver(all, never)).toEqual([]);
      expect(await rows(table)).toEqual(newest);
    },
  );
});
