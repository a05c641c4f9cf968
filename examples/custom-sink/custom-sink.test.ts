import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { sinkSuite, type SinkSubject } from '@sdmp/sinks/suite';
import { describe, expect, test } from 'vitest';
import { TableSink } from './table-sink.ts';
import { outputOf } from '../support/start-example.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const program = fileURLToPath(new URL('custom-sink.ts', import.meta.url));

function idsIn(file: string): readonly string[] {
  using database = new DatabaseSync(file);
  const { count } = database.prepare("select count(*) count from sqlite_schema where name = 'outcomes'").get() ?? {};
  if (count === 0) return [];
  return database
    .prepare('select id from outcomes order by rowid')
    .all()
    .map(({ id }) => String(id));
}

describe('the table sink holds to what every sink promises', () => {
  const open = async (): Promise<SinkSubject> => {
    const file = join(await temporaryDirectory(), 'table.db');
    return {
      sink: new TableSink(file),
      received: async () => idsIn(file),
      again: async () => new TableSink(file),
      dispose: async () => undefined,
    };
  };
  for (const { name, run } of sinkSuite(open, { outages: false })) test(name, run);
});

test('the program delivers what a journal holds, and nothing twice when it runs again', async () => {
  const directory = await temporaryDirectory();
  const table = join(directory, 'table.db');
  const run = () => outputOf(program, { JOURNAL: join(directory, 'journal'), TABLE: table });
  expect(await run()).toBe('delivered up to position 2\n');
  expect(await run()).toBe('delivered up to position 4\n');
  expect(new Set(idsIn(table)).size).toBe(4);
});
