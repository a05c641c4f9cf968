/** Takes reports on a socket, in the folder it is told, until it is killed or its parent leaves. */
import { join } from 'node:path';
import { openCallReports, openSqliteJournal, startOutcomeService } from '../../built-packages.ts';
import { type CallsOrder, type CallsReport, folders } from './calls-messages.ts';

/** Often enough that kills hit it. */
const checkpointEntries = 40;

async function start(directory: string): Promise<() => Promise<void>> {
  const journal = await openSqliteJournal({ directory: join(directory, folders.outcomes) });
  const log = await openSqliteJournal({ directory: join(directory, folders.reports) });
  const reports = await openCallReports({ log, journal, checkpointEntries });
  const service = await startOutcomeService({ journal, reports, listen: [{ port: 0 }] });
  tell({ kind: 'started', port: service.addresses[0]?.port ?? 0 });
  return async () => {
    await service.close();
    await reports.close();
    await log.close();
    await journal.close();
  };
}

function tell(report: CallsReport): void {
  process.send?.(report);
}

let started: Promise<() => Promise<void>> | undefined;

async function obey(order: CallsOrder): Promise<void> {
  if (order.kind === 'start') {
    started = start(order.directory);
    return;
  }
  const end = await started;
  await end?.();
  process.disconnect();
}

process.on('message', (order: CallsOrder) => void obey(order));
