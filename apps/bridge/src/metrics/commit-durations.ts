import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { CommitEvent } from '@sdmp/journal';

const commitChannel = 'sdmp:journal:commit';

function isCommit(message: unknown): message is CommitEvent {
  return typeof message === 'object' && message !== null && 'journal' in message && 'durationMs' in message;
}

/** Calls back with the duration of each commit of one journal, until stopped by the function it gives. */
export function watchCommits(journalId: string, observe: (durationMs: number) => void): () => void {
  const onMessage = (message: unknown): void => {
    if (isCommit(message) && message.journal === journalId) observe(message.durationMs);
  };
  subscribe(commitChannel, onMessage);
  return () => void unsubscribe(commitChannel, onMessage);
}
