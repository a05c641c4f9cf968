import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportArchive, importArchive, openSqliteJournal } from '../../../built-packages.ts';
import { differs, type Scenario, type Settings, textOf, unexpected } from '../scenario.ts';
import { bodiesOf, numberedRecords } from './numbered-records.ts';

const records = 50;

async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  yield await readFile(file);
}

async function importInto(settings: Settings): Promise<string> {
  const directory = textOf(settings, 'directory');
  await importArchive(piecesOf(textOf(settings, 'file')), { directory });
  return 'imported';
}

async function begin(settings: Settings): Promise<string> {
  const journal = await openSqliteJournal({ directory: textOf(settings, 'directory') });
  const { end } = journal;
  await journal.close();
  return end === 0 ? 'begun' : 'opened';
}

/** Two imports into one folder, and a program that would create a journal there: one of them creates it. */
export const journalImport: Scenario = {
  name: 'journal import',
  actions: { importInto, begin },
  begin: async (folder) => {
    const file = join(folder, 'archive');
    const source = await openSqliteJournal({ directory: join(folder, 'source') });
    await source.append(numberedRecords('source', records));
    const pieces: Uint8Array[] = [];
    for await (const piece of exportArchive(source)) pieces.push(piece.slice());
    await source.close();
    await writeFile(file, Buffer.concat(pieces));
    return {
      end: async () => undefined,
      round: async (index) => {
        const directory = join(folder, `${index}`);
        const importing = { action: 'importInto', settings: { directory, file } };
        return {
          jobs: [importing, importing, { action: 'begin', settings: { directory } }],
          judge: async (answers) => {
            const done = answers.map(({ value }) => value);
            const makers = done.filter((value) => value === 'imported' || value === 'begun');
            const journal = await openSqliteJournal({ directory });
            const found = (await bodiesOf(journal)).length;
            await journal.close();
            return [
              ...unexpected(answers, ['JOURNAL_UNWRITABLE', 'JOURNAL_IN_USE']),
              ...differs('makers of the journal', makers.length, 1),
              ...differs('records', found, makers[0] === 'imported' ? records : 0),
            ];
          },
        };
      },
    };
  },
};
