import type { RetentionPolicy } from '@sdmp/journal';
import { say, type Terminal } from '@sdmp/terminal';
import { Progress } from '../screen/progress.ts';
import { countOf } from '@sdmp/events';
import { formatBytes, type FormatOptions, wantsJson } from './journal-format.ts';
import { openToChange } from './open-journal.ts';

export interface PruneOptions extends FormatOptions {
  /** Unix milliseconds. */
  readonly before?: number;
  readonly keepAge?: number;
  readonly keepBytes?: number;
}

/** Whether the options say what is to go. */
export function saysWhat({ before, keepAge, keepBytes }: PruneOptions): boolean {
  return before !== undefined || keepAge !== undefined || keepBytes !== undefined;
}

/** Removes what retention would: whole batches, oldest first. */
export async function pruneJournal(directory: string, options: PruneOptions, terminal: Terminal): Promise<void> {
  const startedAt = Date.now();
  // While it is at work its clock stands still: nothing that is younger than was said goes.
  const journal = await openToChange(directory, terminal.interrupted, () => startedAt);
  // An interruption closes the journal, which ends pruning after the step under way.
  const stop = (): void => void journal.close();
  terminal.interrupted.addEventListener('abort', stop, { once: true });
  using progress = new Progress(terminal, 'removing');
  try {
    const { records, bytes, first } = await journal.prune(policyOf(options, startedAt));
    progress.clear();
    const line = wantsJson(options, terminal)
      ? JSON.stringify({ records, bytes, first })
      : `Removed ${countOf(records, 'record')}, ${formatBytes(bytes)}; the oldest position is now ${first}.`;
    await terminal.output.write(`${line}\n`);
    if (terminal.interrupted.aborted) say(terminal, 'Interrupted: there may be more to remove.');
  } finally {
    terminal.interrupted.removeEventListener('abort', stop);
    await journal.close();
  }
}

function policyOf({ before, keepAge, keepBytes }: PruneOptions, now: number): RetentionPolicy {
  const ages = [keepAge, before === undefined ? undefined : now - before].filter((age) => age !== undefined);
  return {
    ...(ages.length === 0 ? {} : { maxAgeMs: Math.min(...ages) }),
    ...(keepBytes === undefined ? {} : { maxBytes: keepBytes }),
  };
}
