import { type Journal, RetryingAppender, type RetryDelays } from '@sdmp/journal';
import type { BridgeEventLog } from '../log/bridge-events.ts';
import type { FullLogger } from '../log/logger.ts';

export interface DurableAppenderOptions {
  readonly journal: Pick<Journal, 'append'>;
  readonly events: BridgeEventLog;
  readonly logger: Pick<FullLogger, 'info'>;
  /** Once aborted, nothing is tried again. */
  readonly stopping: AbortSignal;
  /** Default: from 100 ms, doubling up to 5 s. */
  readonly delays?: RetryDelays;
}

/** Appends to the journal, tries again while it cannot write, and says so: a full disk stops reading, nothing is dropped. */
export function durableAppender({ events, logger, ...options }: DurableAppenderOptions): RetryingAppender {
  return new RetryingAppender({
    ...options,
    onTrouble: (cause) => events.report('journalWritesFailed', { cause }),
    onRecovered: () => logger.info('The journal can be written to again'),
  });
}
