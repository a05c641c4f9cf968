import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryJournal, openSqliteJournal } from '@sdmp/journal';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
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
      for (const frame of frames) await reports.accept([reportOf(frame)]);
      await reports.settled();
      const status = reports.status();
      await reports.close();
      return { status, close: () => log.close() };
    };
    const before = await begin(
      [
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
    expect(holds(directory, 'secret of 1')).toBe(true);

    const log = await openSqliteJournal({ directory });
    const isMeant = ({ telephoneNumber }: { readonly telephoneNumber: string | undefined }): boolean =>
      telephoneNumber === '01632960007';
    const found = await countReports(log, isMeant, { signal });
    expect(found).toBeGreaterThanOrEqual(3);
    expect((await eraseReports(log, isMeant, { signal })).records).toBe(found);
    expect(await countReports(log, isMeant, { signal })).toBe(0);
    await log.close();
    for (const gone of ['01632960007', 'secret of 1', 'Joe']) expect(holds(directory, gone), gone).toBe(false);
    expect(holds(directory, 'kept of 3')).toBe(true);

    const end = journal.end;
    const after = await begin(
      [
        String.raw`UO\SI1\RE98`,
        String.raw`UO\TN01632960007\RE98`,
        String.raw`UO\SI3\RE98`,
        String.raw`TC\SI4\ANEve\AO102`,
      ],
      1000,
    );
    onTestFinished(after.close);
    expect(after.status.counters).toMatchObject({ outcomesCorrected: 1, reportsIgnored: 2, reportsUnreadable: 0 });
    // The correction of 3 and the outcome of 4.
    expect(journal.end - end).toBe(2);
    expect(after.status.openCalls).toBe(0);
  },
);
