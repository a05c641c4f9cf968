import { join } from 'node:path';
import { openSqliteJournal } from '../../../built-packages.ts';
import { differs, type Scenario, type Settings, textOf, unexpected } from '../scenario.ts';
import { bodiesOf, numberedRecords } from './numbered-records.ts';

const recordsEach = 5;

async function write(settings: Settings): Promise<string> {
  const journal = await openSqliteJournal({ directory: textOf(settings, 'directory') });
  try {
    await journal.append(numberedRecords(textOf(settings, 'name'), recordsEach));
    return journal.id;
  } finally {
    await journal.close();
  }
}

async function read(settings: Settings): Promise<string> {
  const journal = await openSqliteJournal({ directory: textOf(settings, 'directory'), readOnly: true });
  try {
    await bodiesOf(journal);
    return journal.id;
  } finally {
    await journal.close();
  }
}

/** A journal that does not exist yet, created by two writers and read at the same time: one journal results. */
export const journalFolder: Scenario = {
  name: 'journal folder',
  actions: { write, read },
  begin: async (folder) => ({
    end: async () => undefined,
    round: async (index, random) => {
      const directory = join(folder, `${index}`, ...(random.chance(0.5) ? ['deep'] : []));
      return {
        jobs: [
          { action: 'write', settings: { directory, name: 'one' } },
          { action: 'write', settings: { directory, name: 'other' } },
          { action: 'read', settings: { directory } },
        ],
        judge: async (answers) => {
          const [one, other] = answers;
          const wrong = [
            ...unexpected([one ?? {}, other ?? {}], ['JOURNAL_IN_USE']),
            ...unexpected(answers.slice(2), ['JOURNAL_NOT_FOUND']),
          ];
          const ids = new Set(answers.flatMap(({ value }) => (value === undefined ? [] : [value])));
          const journal = await openSqliteJournal({ directory });
          const names = new Set((await bodiesOf(journal)).map((body) => body.split(' ', 1)[0]));
          const count = journal.end;
          await journal.close();
          const written = [one, other].filter((answer) => answer?.value !== undefined).length;
          return [
            ...wrong,
            ...differs('journals', [...ids], [journal.id]),
            ...differs('writers', names.size, written),
            ...differs('records', count, written * recordsEach),
          ];
        },
      };
    },
  }),
};
