import { join } from 'node:path';
import type { CallReports } from '@sdmp/calls';
import { type Journal, type JournalEventLog, openMemoryJournal, openSqliteJournal } from '@sdmp/journal';
import type { Terminal } from '@sdmp/terminal';
import { InvalidArgumentError } from 'commander';
import type { CountedEvents } from './metrics-page.ts';
import { messageLogger } from './message-logger.ts';

export interface CallsOptions {
  readonly data: string;
  readonly memory?: true;
  readonly jetstream?: string;
  /** Take reports of calls; a folder for their log where it is not in that of the journal. */
  readonly reports?: string | true;
  readonly debug?: true;
}

export interface OpenCalls {
  readonly reports: CallReports;
  readonly counted: CountedEvents;
  readonly close: () => Promise<void>;
}

/** Name of the log's folder, in the folder of the journal. */
const folder = 'reports';

/** Refuses what cannot be, before anything is opened. */
export function checkCallsOptions({ jetstream, reports }: CallsOptions): void {
  if (reports !== true || jetstream === undefined) return;
  throw new InvalidArgumentError('--reports needs a folder of this machine when the journal is in NATS: --reports DIR');
}

/** Opens the reports of calls, where they are wanted. What they need is loaded only then. */
export async function openCalls(
  journal: Journal,
  events: JournalEventLog,
  { data, memory, reports: wanted, debug }: CallsOptions,
  terminal: Terminal,
): Promise<OpenCalls | undefined> {
  if (wanted === undefined) return undefined;
  const { callReportEvents, openCallReports } = await import('@sdmp/calls');
  const directory = wanted === true ? join(data, folder) : wanted;
  const isKept = memory !== true || wanted !== true;
  const signal = terminal.interrupted;
  const log = isKept ? await openSqliteJournal({ directory, events, signal }) : await openMemoryJournal();
  try {
    const reports = await openCallReports({ log, journal, logger: messageLogger(terminal, debug === true) });
    return {
      reports,
      counted: { table: callReportEvents, prefix: '', counts: () => reports.status().counters },
      close: async () => {
        await reports.close();
        await log.close();
      },
    };
  } catch (error) {
    await log.close();
    throw error;
  }
}
