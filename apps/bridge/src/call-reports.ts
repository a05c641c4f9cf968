import { join } from 'node:path';
import { type CallReports, openCallReports } from '@sdmp/calls';
import { type Journal, type JournalEventLog, openSqliteJournal } from '@sdmp/journal';
import type { ClosingStack } from './closing-stack.ts';
import type { BridgeConfig } from './config/bridge-config.ts';
import type { FullLogger } from './log/logger.ts';

/** Name of the log's folder, in the folder of the journal. */
const folder = 'reports';

interface Around {
  readonly journal: Journal;
  readonly events: JournalEventLog;
  readonly logger: FullLogger;
  readonly signal: AbortSignal;
}

/** Opens the reports of calls where the configuration has them; what is opened goes on the stack. */
export async function bridgeCallReports(
  { reports: wanted, journal: { directory: beside } }: BridgeConfig,
  { journal, events, logger, signal }: Around,
  stack: ClosingStack,
): Promise<CallReports | undefined> {
  if (wanted === undefined) return undefined;
  const { directory = join(beside, folder), dialLimit, callLimit, wrapLimit, correctionLimit, openCalls } = wanted;
  const log = await openSqliteJournal({ directory, events, signal });
  stack.push(() => log.close());
  const reports = await openCallReports({
    log,
    journal,
    logger,
    dialLimitMs: dialLimit,
    callLimitMs: callLimit,
    wrapLimitMs: wrapLimit,
    correctionMs: correctionLimit,
    maxOpenCalls: openCalls,
  });
  stack.push(() => reports.close());
  return reports;
}
