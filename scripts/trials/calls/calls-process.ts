/**
 * Runs a service in each of the folders named on the command line until it is killed or its parent leaves. Imports what it needs
 * and no more, because a kill costs mostly the start after it.
 */
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { openCallReports } from '../../../packages/calls/dist/index.js';
import { openSqliteJournal } from '../../../packages/journal/dist/index.js';
import { startOutcomeService } from '../../../packages/runtime/dist/server.js';
import { type CallsEvent, type CallsOrder, folders } from './calls-messages.ts';

/** Small, so that the state of calls is saved often enough for kills to hit it. */
const limits = { checkpointEntries: 40, maxRememberedCalls: 200 };

async function start(directory: string, service: number): Promise<() => Promise<void>> {
  const [journal, log] = await Promise.all([
    openSqliteJournal({ directory: join(directory, folders.outcomes) }),
    openSqliteJournal({ directory: join(directory, folders.reports) }),
  ]);
  const reports = await openCallReports({ log, journal, ...limits });
  const server = await startOutcomeService({ journal, reports, listen: [{ port: 0 }] });
  tell({ kind: 'started', service, port: server.addresses[0]?.port ?? 0 });
  return async () => {
    await server.close();
    await reports.close();
    await log.close();
    await journal.close();
    tell({ kind: 'closed', service });
  };
}

function tell(event: CallsEvent): void {
  process.send?.(event);
}

const services = process.argv.slice(2).map(start);

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', ({ service }: CallsOrder) => void services[service]?.then((close) => close()));
// A killed process cannot flush the cache when it exits.
flushCompileCache();
