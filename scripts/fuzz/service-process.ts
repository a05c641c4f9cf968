/** Runs an outcome service with users over a journal on disk, records an outcome every few milliseconds, and says what it holds. */
import { letHeapGrow } from '../../apps/terminal/src/let-heap-grow.ts';
import { openSqliteJournal } from '../../packages/journal/src/index.ts';
import { type OutcomeService, startOutcomeService } from '../../packages/runtime/src/server/index.ts';
import { openUsers } from '../../packages/runtime/src/server/users/index.ts';
import { outcomeRecord } from '../../packages/outcomes/src/index.ts';
import { decode } from '../../packages/codec/src/index.ts';
import { LoopDelayMeter } from './loop-delay.ts';
import { settledMemory } from './process-memory.ts';
import { type ServiceFigures, type ServiceOrder, type ServiceReport, sharedNow } from './fuzz-messages.ts';

const progressMs = 200;
let running: { service: OutcomeService; pause: () => void; stop: () => Promise<void> } | undefined;
let recorded = 0;
const loop = new LoopDelayMeter();
// As 'sdmp serve' does.
letHeapGrow();

function report(message: ServiceReport): void {
  process.send?.(message);
}

async function start({
  users,
  folder,
  recordEveryMs,
  limits,
}: ServiceOrder & { readonly kind: 'start' }): Promise<void> {
  const journal = await openSqliteJournal({ directory: folder });
  const source = { place: 'users', version: () => Promise.resolve('1'), read: () => Promise.resolve(users) };
  const service = await startOutcomeService({
    ...limits,
    journal,
    listen: [{ port: 0 }],
    users: await openUsers(source),
  });
  const recording = setInterval(() => {
    const frame = String.raw`OZ\TDnorth\CNSales1\SI${String(++recorded)}\RE10\ZZ${String(sharedNow())}`;
    void journal.append([outcomeRecord(decode(frame), { time: Date.now() })]);
  }, recordEveryMs);
  const telling = setInterval(() => {
    const { requests, framesUnreadable } = service.status().counters;
    report({ kind: 'progress', handled: requests + framesUnreadable });
  }, progressMs);
  running = {
    service,
    pause: () => clearInterval(recording),
    stop: async () => {
      clearInterval(recording);
      clearInterval(telling);
      await service.close();
      await journal.close();
    },
  };
  report({ kind: 'started', port: service.addresses[0]?.port ?? 0 });
}

async function measure(): Promise<ServiceFigures> {
  const status = running?.service.status();
  const transactions = status?.transactions ?? [];
  const parked = transactions.filter(({ state }) => state === 'parked').length;
  return {
    ...(await settledMemory()),
    sessions: status?.sessions ?? 0,
    live: transactions.length - parked,
    parked,
    recorded,
    requests: status?.counters.requests ?? 0,
    events: Object.fromEntries((status?.events ?? []).map(({ event, count }) => [event, count])),
  };
}

async function obey(order: ServiceOrder): Promise<void> {
  if (order.kind === 'start') await start(order);
  else if (order.kind === 'measure') report({ kind: 'measured', figures: await measure() });
  else if (order.kind === 'loop') report({ kind: 'looped', delay: loop.take() });
  else if (order.kind === 'pause') {
    running?.pause();
    report({ kind: 'paused', recorded });
  } else {
    await running?.stop();
    report({ kind: 'stopped', recorded });
    process.disconnect();
  }
}

process.on('message', (order: ServiceOrder) => void obey(order));
process.on('disconnect', () => process.exit());
