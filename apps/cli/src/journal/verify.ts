import { examineJournal, type TimedDamage } from '@sdmp/journal';
import { describeError, type ExitCode, say, type Terminal } from '@sdmp/terminal';
import { countOf } from '@sdmp/events';
import { type FormatOptions, formatSpan, formatTime, wantsJson } from './journal-format.ts';
import { firstPosition } from './first-position.ts';
import { openToRead } from './open-journal.ts';
import { Progress } from '../screen/progress.ts';

export interface VerifyOptions extends FormatOptions {
  /** First and last position to look at. */
  readonly from?: number;
  readonly to?: number;
}

/** Reads everything and prints each damaged batch, then a summary. Exit code 1 when something is damaged. */
export async function verifyJournal(directory: string, options: VerifyOptions, terminal: Terminal): Promise<ExitCode> {
  const journal = await openToRead(directory);
  const first = Math.max(journal.first, firstPosition(journal, options.from));
  const end = Math.max(first, Math.min(journal.end, (options.to ?? Number.POSITIVE_INFINITY) + 1));
  const cursorFault = await journal.cursors.load().then(() => undefined, describeError);
  await journal.close();

  const asJson = wantsJson(options, terminal);
  using progress = new Progress(terminal, 'reading');
  const { interrupted } = terminal;
  let reached = first;
  let damaged = 0;
  const onProgress = (position: number): void => {
    reached = position;
    progress.show(`${position - first} of ${end - first} records read`);
  };
  try {
    for await (const damage of examineJournal(directory, { from: first, to: end, signal: interrupted, onProgress })) {
      damaged += damage.count;
      progress.clear();
      await terminal.output.write(`${asJson ? jsonLine(damage) : prettyLine(damage)}\n`);
    }
  } catch (error) {
    if (error !== interrupted.reason) throw error;
    say(terminal, `Interrupted: ${countOf(end - reached, 'record')} were not read.`);
  }
  progress.clear();
  const summary = {
    records: reached - first,
    whole: reached - first - damaged,
    damaged,
    cursors: cursorFault ?? 'whole',
  };
  await terminal.output.write(`${asJson ? JSON.stringify(summary) : prettySummary(summary)}\n`);
  return damaged > 0 || cursorFault !== undefined ? 1 : 0;
}

function jsonLine({ first, count, reason, oldestTime, newestTime }: TimedDamage): string {
  const times = { oldestTime: formatTime(oldestTime), newestTime: formatTime(newestTime) };
  return JSON.stringify({ first, last: first + count - 1, count, reason, ...times });
}

function prettyLine({ first, count, reason, oldestTime, newestTime }: TimedDamage): string {
  const positions = count === 1 ? `position ${first}` : `positions ${first} to ${first + count - 1}`;
  return `DAMAGED  ${positions}, recorded ${formatSpan(oldestTime, newestTime)}: ${reason}`;
}

interface Summary {
  readonly records: number;
  readonly whole: number;
  readonly damaged: number;
  readonly cursors: string;
}

function prettySummary({ records, whole, damaged, cursors }: Summary): string {
  const about = cursors === 'whole' ? 'The cursors are whole.' : cursors;
  if (damaged === 0) return `${countOf(records, 'record')} read, all of them whole. ${about}`;
  return `${countOf(records, 'record')}: ${whole} whole, ${damaged} cannot be read. ${about}`;
}
