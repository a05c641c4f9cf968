import { Buffer } from 'node:buffer';
import { type DamagedBatchError, exportArchive, type Journal, type StoredRecord } from '@sdmp/journal';
import { outcomeFromRecord } from '@sdmp/outcomes';
import { describeError, type ExitCode, say, type Terminal } from '@sdmp/terminal';
import { type CsvOptions, type OutcomeFormat, outcomeFormat } from '../tail/outcome-format.ts';
import { Progress } from '../screen/progress.ts';
import { countOf } from '@sdmp/events';
import { formatBytes } from './journal-format.ts';
import { eachRecord } from './each-record.ts';
import { firstPosition } from './first-position.ts';
import { openToRead } from './open-journal.ts';

export const exportFormats = ['json', 'ndjson', 'csv', 'frames', 'archive'] as const;

export interface ExportOptions extends CsvOptions {
  readonly format: (typeof exportFormats)[number];
  /** First and last position. */
  readonly from?: number;
  readonly to?: number;
  /** Unix milliseconds. */
  readonly since?: number;
  readonly until?: number;
  readonly campaign?: string;
  readonly tenant?: string;
  readonly skipDamage?: true;
}

/** Whether the options leave something out, which an archive does not. */
export function leavesOut({ from, to, since, until, campaign, tenant, spreadsheetSafe }: ExportOptions): boolean {
  return [from, to, since, until, campaign, tenant, spreadsheetSafe].some((option) => option !== undefined);
}

/** Writes a journal to the output. Exit code 1 when something in it could not be read. */
export async function exportJournal(directory: string, options: ExportOptions, terminal: Terminal): Promise<ExitCode> {
  const journal = await openToRead(directory);
  let damages = 0;
  const onDamage = (damage: DamagedBatchError): void => {
    damages++;
    say(terminal, `LEFT OUT  ${describeError(damage)}`);
  };
  const skipping = options.skipDamage === true ? { onDamage } : {};
  try {
    if (options.format === 'archive') await writeArchive(journal, skipping, terminal);
    else await writeOutcomes(journal, options, skipping, terminal);
    // What was written last may only now turn out to have no room.
    await terminal.output.flush();
    terminal.output.gone.throwIfAborted();
  } finally {
    await journal.close();
  }
  return damages > 0 ? 1 : 0;
}

interface Skipping {
  readonly onDamage?: (damage: DamagedBatchError) => void;
}

async function writeArchive(journal: Journal, skipping: Skipping, terminal: Terminal): Promise<void> {
  const { output, interrupted } = terminal;
  using progress = new Progress(terminal, 'exporting');
  let bytes = 0;
  try {
    for await (const piece of exportArchive(journal, { ...skipping, signal: interrupted })) {
      await output.write(piece);
      bytes += piece.length;
      progress.show(`${formatBytes(bytes)} written`);
    }
  } catch (error) {
    // A part of an archive is of no use, so that the exit code must say it.
    if (error === interrupted.reason) throw new Error('interrupted: the archive is not complete', { cause: error });
    throw error;
  }
}

/** What has gathered is written at this size. */
const writeAtLength = 64 * 1024;

async function writeOutcomes(
  journal: Journal,
  options: ExportOptions,
  skipping: Skipping,
  terminal: Terminal,
): Promise<void> {
  const { format, campaign, tenant, from, to, since, until } = options;
  const { header, line } = outcomeFormat(format === 'frames' || format === 'csv' ? format : 'json', terminal, options);
  const filter = {
    ...(campaign === undefined ? {} : { campaign }),
    ...(tenant === undefined ? {} : { tenant }),
  };
  const range = {
    ...(Object.keys(filter).length === 0 ? {} : { filter }),
    ...(from === undefined ? {} : { from: firstPosition(journal, from) }),
    ...(to === undefined ? {} : { to }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  let text = header;
  using progress = new Progress(terminal, 'exporting');
  let read = 0;
  for await (const records of eachRecord(journal, { ...range, ...skipping, signal: terminal.interrupted })) {
    read += records.length;
    progress.show(`${countOf(read, 'outcome')} of ${journal.end - journal.first} positions exported`);
    for (const record of records) {
      text += lineOf(record, journal.history.nameAt(record.position), line);
      if (text.length < writeAtLength) continue;
      if (terminal.isInteractive) progress.clear();
      await terminal.output.write(text);
      text = '';
    }
  }
  progress.clear();
  if (text !== '') await terminal.output.write(text);
}

function lineOf({ body, position, time, source }: StoredRecord, journal: string, line: OutcomeFormat['line']): string {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  return line(outcomeFromRecord(text, { journal, position, time }), source);
}
