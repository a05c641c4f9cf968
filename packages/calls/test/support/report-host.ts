/** Takes reports from standard input, a frame a line, and says of each that it is on disk. To be killed. */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSqliteJournal } from '@sdmp/journal';
import { openCallReports } from '../../src/service/call-reports.ts';
import { reportOf } from './reports.ts';

const [directory = ''] = process.argv.slice(2);
const journal = await openSqliteJournal({ directory: join(directory, 'outcomes') });
const log = await openSqliteJournal({ directory: join(directory, 'reports') });
const reports = await openCallReports({ log, journal, checkpointEntries: 20 });
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  // Without waiting for it: several reports are under way at a time.
  void reports.accept([reportOf(line)]).then(() => process.stdout.write(`accepted ${line}\n`));
}
await reports.close();
await log.close();
await journal.close();
