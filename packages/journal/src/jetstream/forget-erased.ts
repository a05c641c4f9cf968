import type { JournalEventLog } from '../engine/journal-events.ts';
import type { BatchLoader } from './batch-loader.ts';
import type { LogState } from './log-state.ts';
import type { ReplacedBatches } from './replaced-batches.ts';

export interface ForgetErasedParts {
  readonly state: Pick<LogState, 'forgetBefore' | 'head'>;
  readonly loader: Pick<BatchLoader, 'forget'>;
  readonly replaced: Pick<ReplacedBatches, 'refresh'>;
  readonly events: JournalEventLog;
  readonly closed: AbortSignal;
}

/**
 * Forgets what is in memory after another process has erased, and looks up what it erased. Where that fails, a reader that
 * comes upon an erased batch looks it up itself.
 */
export async function forgetErased({ state, loader, replaced, events, closed }: ForgetErasedParts): Promise<void> {
  state.forgetBefore(state.head.position);
  loader.forget();
  try {
    await replaced.refresh();
    loader.forget();
  } catch (cause) {
    if (closed.aborted) return;
    events.report('erasuresUnread', { reason: cause instanceof Error ? cause.message : String(cause), cause });
  }
}
