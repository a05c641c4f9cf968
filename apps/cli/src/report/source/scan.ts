import type { Terminal } from '@sdmp/terminal';
import { formatDuration } from '../../screen/format-duration.ts';
import { Progress } from '../../screen/progress.ts';
import type { OutcomeRange, OutcomeSource, ReportedOutcome } from './outcome-source.ts';

/** Reads outcomes of a range one by one and shows how far it has come, where that takes long. Returns how many there were. */
export async function scan(
  source: OutcomeSource,
  range: OutcomeRange,
  terminal: Terminal,
  take: (outcome: ReportedOutcome) => void,
): Promise<number> {
  using progress = new Progress(terminal, 'counting');
  const startedAt = performance.now();
  let read = 0;
  for await (const { outcomes, done } of source.read(range, terminal.interrupted)) {
    for (const outcome of outcomes) take(outcome);
    read += outcomes.length;
    progress.show(howFar(read, done, performance.now() - startedAt));
  }
  return read;
}

/** `1,234,567 outcomes counted, 40 %, 12 s left`. */
export function howFar(read: number, done: number | undefined, tookMs: number): string {
  const words = `${read.toLocaleString('en')} outcomes counted`;
  if (done === undefined || done <= 0) return words;
  const leftMs = (tookMs / done) * (1 - done);
  return `${words}, ${Math.floor(done * 100)} %, ${formatDuration(Math.ceil(leftMs / 1000) * 1000)} left`;
}
