import { join } from 'node:path';
import { openSqliteJournal, readBatches, recordsIn } from '../../built-packages.ts';
import { folders } from './calls-messages.ts';
import { reportedCall } from './reported-call.ts';

export interface FoundFaults {
  /** Outcomes and corrections that are not there though all reports of the call were verified. */
  readonly lost: number;
  /** Outcomes and corrections that are there once more. */
  readonly doubled: number;
  /** Outcomes that are not what was reported, or of no call. */
  readonly wrong: number;
}

/** Returns the outcomes that a service has recorded in its folder. */
export async function outcomesIn(directory: string): Promise<readonly string[]> {
  const journal = await openSqliteJournal({ directory: join(directory, folders.outcomes) });
  const found: string[] = [];
  try {
    for await (const step of readBatches(journal)) {
      if (step.kind === 'gap') throw new Error(`the journal has a gap: ${step.reason}`);
      if (step.kind === 'batch') for (const { body } of recordsIn(step)) found.push(Buffer.from(body).toString());
    }
  } finally {
    await journal.close();
  }
  return found;
}

/** Compares what was recorded with what was reported of the first `calls` calls. */
export function auditOutcomes(outcomes: readonly string[], calls: number): FoundFaults {
  const found = new Map<string, number>();
  for (const each of outcomes) {
    const outcome = each.replace(/^(\\ZV\d+)\.\d+/, '$1.T');
    found.set(outcome, (found.get(outcome) ?? 0) + 1);
  }
  let [lost, doubled] = [0, 0];
  for (let number = 0; number < calls; number++) {
    for (const outcome of reportedCall(number).outcomes) {
      const times = found.get(outcome) ?? 0;
      if (times === 0) lost++;
      else doubled += times - 1;
      found.delete(outcome);
    }
  }
  return { lost, doubled, wrong: [...found.values()].reduce((sum, times) => sum + times, 0) };
}
