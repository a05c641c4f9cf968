import { Corrections } from '@sdmp/outcomes/rates';
import type { Terminal } from '@sdmp/terminal';
import { formatDuration } from '../../screen/format-duration.ts';
import { Progress } from '../../screen/progress.ts';
import type { OutcomeRange, OutcomeSource, ReportedOutcome } from './outcome-source.ts';

/**
 * Reads outcomes of a range one by one and shows how far it has come, where that takes long. A correction takes what it corrects back (-1)
 * and counts anew. Returns how many records there were.
 */
export async function scan(
  source: OutcomeSource,
  range: OutcomeRange,
  terminal: Terminal,
  take: (outcome: ReportedOutcome, sign: 1 | -1) => void,
  corrections = new Corrections(),
): Promise<number> {
  using progress = new Progress(terminal, 'counting');
  const startedAt = performance.now();
  let read = 0;
  for await (const { outcomes, done } of source.read(range, terminal.interrupted)) {
    for (const record of outcomes) {
      const { position, telephone, data } = record;
      for (const { outcome, sign } of corrections.changesBy(record))
        take({ ...outcome, position, telephone, data }, sign);
    }
    read += outcomes.length;
    progress.show(howFar(read, done, performance.now() - startedAt));
  }
  return read;
}

/** `1,234,567 outcomes counted, 40 %, 12 s left`. */
export function howFar(read: number, done: number | undefined, tookMs: number): string {
  const words = `${read.toLocaleString('en')} ${read === 1 ? 'outcome' : 'outcomes'} counted`;
  if (done === undefined || done <= 0) return words;
  const leftMs = (tookMs / done) * (1 - done);
  return `${words}, ${Math.floor(done * 100)} %, ${formatDuration(Math.ceil(leftMs / 1000) * 1000)} left`;
}
