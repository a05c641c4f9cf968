/** Runs an outcome service with users until its parent leaves. */
import { openMemoryJournal, openUsers, type OutcomeService, startOutcomeService } from '../../built-packages.ts';
import type { LoginsOrder, LoginsReport } from './logins-messages.ts';

let service: OutcomeService | undefined;

async function start(users: string): Promise<LoginsReport> {
  const source = { place: 'users', version: () => Promise.resolve('1'), read: () => Promise.resolve(users) };
  const journal = await openMemoryJournal();
  service = await startOutcomeService({ journal, listen: [{ port: 0 }], users: await openUsers(source) });
  return { kind: 'started', port: service.addresses[0]?.port ?? 0 };
}

function measure(): LoginsReport {
  const { user, system } = process.cpuUsage();
  const events = Object.fromEntries((service?.status().events ?? []).map(({ event, count }) => [event, count]));
  return { kind: 'measured', figures: { processorMs: (user + system) / 1000, events } };
}

async function obey(order: LoginsOrder): Promise<void> {
  process.send?.(order.kind === 'start' ? await start(order.users) : measure());
}

process.on('message', (order: LoginsOrder) => void obey(order));
process.on('disconnect', () => process.exit());
