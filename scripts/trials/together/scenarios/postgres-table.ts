import {
  askOnce,
  hasPostgres,
  postgresIsMissing,
  PostgresServer,
} from '../../../../packages/sinks/test/support/postgres-server.ts';
import { outcomeTableSql, postgresSink } from '../../../built-packages.ts';
import { differs, type Scenario, type Settings, textOf, unexpected } from '../scenario.ts';
import { sinkOutcomes } from './sink-outcomes.ts';

const outcomes = 20;

async function deliver(settings: Settings): Promise<void> {
  const { signal } = new AbortController();
  const sink = postgresSink({ url: textOf(settings, 'url'), table: textOf(settings, 'table') });
  await sink.open(signal);
  try {
    await sink.deliver(sinkOutcomes(outcomes), signal);
  } finally {
    await sink.close();
  }
}

/** Creates the table as an administrator would. */
async function make(settings: Settings): Promise<void> {
  await askOnce(textOf(settings, 'url'), outcomeTableSql(textOf(settings, 'table')));
}

/** A table that several sinks create and fill with the same outcomes: each outcome is in it once. */
export const postgresTable: Scenario = {
  name: 'PostgreSQL table',
  missing: () => (hasPostgres ? undefined : postgresIsMissing),
  actions: { deliver, make },
  begin: async () => {
    const server = await PostgresServer.start();
    return {
      end: () => server.stop(),
      round: async (index, random) => {
        // A schema per round, or one for all rounds, so that the table of versions is created or exists already.
        const table = random.chance(0.5) ? `schema_${index}.outcomes` : `outcomes_${index}`;
        const isMade = random.chance(0.3) && !table.includes('.');
        const settings = { url: server.url, table };
        const deliverers = Array.from({ length: isMade ? 2 : 3 }, () => ({ action: 'deliver', settings }));
        return {
          jobs: isMade ? [...deliverers, { action: 'make', settings }] : deliverers,
          judge: async (answers) => {
            const [row] = await server.query(`SELECT count(*)::int AS rows FROM ${table}`);
            return [
              ...unexpected(answers.slice(0, deliverers.length)),
              // A sink was first, so the table exists.
              ...unexpected(answers.slice(deliverers.length), ['42P07']),
              ...differs('rows', row?.['rows'], outcomes),
            ];
          },
        };
      },
    };
  },
};
