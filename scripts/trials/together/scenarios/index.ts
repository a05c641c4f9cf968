import type { Scenario } from '../scenario.ts';
import { bridges } from './bridges.ts';
import { claims } from './claims.ts';
import { filesFolder } from './files-folder.ts';
import { journalFolder } from './journal-folder.ts';
import { journalImport } from './journal-import.ts';
import { listeners } from './listeners.ts';
import { postgresTable } from './postgres-table.ts';
import { sharedErasure } from './shared-erasure.ts';
import { sharedJournal, sharedJournalInCluster } from './shared-journal.ts';
import { sharedRetention } from './shared-retention.ts';
import { sinkStateFile } from './sink-state-file.ts';
import { usersFile } from './users-file.ts';

/** All scenarios by their name in the report. */
export const scenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(
  [
    journalFolder,
    journalImport,
    sinkStateFile,
    filesFolder,
    usersFile,
    listeners,
    bridges,
    postgresTable,
    sharedJournal,
    sharedJournalInCluster,
    sharedErasure,
    sharedRetention,
    claims,
  ].map((scenario) => [scenario.name, scenario]),
);
