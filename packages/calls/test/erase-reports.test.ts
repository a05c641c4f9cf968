import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryJournal, openSqliteJournal } from '@sdmp/journal';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { CallUnknownError } from '../src/report/call-unknown-error.ts';
import { openCallReports } from '../src/service/call-reports.ts';
import { countReports, eraseReports } from '../src/service/erase-reports.ts';
import { reportOf } from './support/reports.ts';

const { signal } = new AbortController();

/** Whether any file of a folder holds a text. */
function holds(directory: string, text: string): boolean {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text),
  );
}

test(
  verifies('CALL-13') +
    'no file of the log holds a call that was erased, and neither an outcome nor a correction follows',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'reports-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const journal = await openMemoryJournal();
    onTestFinished(() => journal.close());
    const begin = async (frames: readonly string[], checkpointEntries: number) => {
      const log = await openSqliteJournal({ directory });
      const reports = await openCallReports({ log, journal, checkpointEntries });
      for (const frame of frames) {
        await reports.accept([reportOf(frame)]).catch((error: unknown) => {
          if (!(error instanceof CallUnknownError)) throw error;
        });
      }
      await reports.settled();
      const status = reports.status();
      await reports.close();
      return { status, close: () => log.close() };
    };
    const readyMade = String.raw`\CNa\SI9\TN01632960007\RE2\DTsecret of 9`;
    await journal.append([{ time: Date.now(), tenant: 'default', campaign: 'a', classes: 2, body: readyMade }]);
    const before = await begin(
      [
        String.raw`UO\SI9\RE98`,
        String.raw`LC\CNa\SI1\TN01632960007\ANJoe`,
        String.raw`TC\SI1\ANJoe\AO101\DTsecret of 1`,
        String.raw`LC\CNa\SI2\TN01632960007\ANAnn`,
        String.raw`LC\CNa\SI3\TN01632960008\ANEve`,
        String.raw`TC\SI3\ANEve\AO101\DTkept of 3`,
        String.raw`LC\CNa\SI4\TN01632960008\ANEve`,
      ],
      2,
    );
    await before.close();
    for (const there of ['secret of 1', 'secret of 9']) expect(holds(directory, there)).toBe(true);

    const log = await openSqliteJournal({ directory });
    const isMeant = ({ telephoneNumber }: { readonly telephoneNumber: string | undefined }): boolean =>
      telephoneNumber === '01632960007';
    const found = await countReports(log, isMeant, { signal });
    expect(found).toBeGreaterThanOrEqual(3);
    expect((await eraseReports(log, isMeant, { signal })).records).toBe(found);
    expect(await countReports(log, isMeant, { signal })).toBe(0);
    await log.close();
    for (const gone of ['01632960007', 'secret of', 'Joe']) expect(holds(directory, gone), gone).toBe(false);
    expect(holds(directory, 'kept of 3')).toBe(true);

    // As `sdmp journal erase` does: the outcomes go after the reports.
    await journal.erase(({ body }) => Buffer.from(body).includes('01632960007'));
    const end = journal.end;
    const after = await begin(
      [
        String.raw`UO\SI1\RE98`,
        String.raw`UO\SI9\RE99`,
        String.raw`UO\TN01632960007\RE98`,
        String.raw`UO\SI3\RE98`,
        String.raw`TC\SI4\ANEve\AO102`,
      ],
      1000,
    );
    onTestFinished(after.close);
    expect(after.status.counters).toMatchObject({ outcomesCorrected: 1, updatesRefused: 3, reportsUnreadable: 0 });
    // The correction of 3 and the outcome of 4.
    expect(journal.end - end).toBe(2);
    expect(after.status.openCalls).toBe(0);
  },
);
