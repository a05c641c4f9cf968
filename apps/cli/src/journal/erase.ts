import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type * as Calls from '@sdmp/calls';
import { type ExitCode, type Terminal, say } from '@sdmp/terminal';
import type { EraseOptions, Journal, StoredRecord } from '@sdmp/journal';
import { Progress } from '../screen/progress.ts';
import { eachRecord } from './each-record.ts';
import { countOf } from '@sdmp/events';
import { type FormatOptions, wantsJson } from './journal-format.ts';
import { openToChange, openToRead } from './open-journal.ts';
import { type Person, isOfPerson, matcherOf } from './person.ts';

/** Asks a person; true when the answer is `yes`. */
async function confirm(question: string, terminal: Terminal): Promise<boolean> {
  say(terminal, `${question} Type yes to continue:`);
  const lines = createInterface({ input: terminal.input, signal: terminal.interrupted });
  try {
    for await (const line of lines) return line.trim().toLowerCase() === 'yes';
    return false;
  } finally {
    lines.close();
  }
}

export interface ErasePersonOptions extends Person, FormatOptions {
  readonly tenant?: string;
  /** Folder of the log of reports. Default: `reports` in that of the journal. */
  readonly reports?: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

interface Found {
  readonly matching: number;
  /** Outcomes that hold the words elsewhere, and are not erased. */
  readonly elsewhere: number;
  /** Reports that they were made of, with what is remembered of the calls; undefined where there is no log of reports. */
  readonly reports?: number | undefined;
}

/** Removes the outcomes of a person for good, or says how many there are. Never prints whose. */
export async function erasePerson(
  directory: string,
  options: ErasePersonOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { interrupted } = terminal;
  const isDry = options.dryRun === true;
  const journal = isDry ? await openToRead(directory) : await openToChange(directory, interrupted);
  try {
    if (isDry) {
      const found = await count(journal, options, terminal);
      return await report({ ...found, reports: await countReportsOf(directory, options, terminal) }, options, terminal);
    }
    if (options.yes !== true) {
      const { matching } = await count(journal, options, terminal);
      const reports = await countReportsOf(directory, options, terminal);
      const question = `Erase ${countOf(matching, 'outcome')}${reportsText(reports)} of ${directory} for good?`;
      if (!(await confirm(question, terminal))) {
        say(terminal, 'Nothing was erased.');
        return 1;
      }
    }
    const reports = await eraseReportsOf(directory, options, terminal);
    return await erase(journal, reports, options, terminal);
  } finally {
    await journal.close();
  }
}

/** Returns the folder of the log of reports; undefined where there is none. */
function reportsFolder(directory: string, { reports }: ErasePersonOptions): string | undefined {
  const folder = reports ?? join(directory, 'reports');
  return reports === undefined && !existsSync(folder) ? undefined : folder;
}

/** Returns how many records of the log of reports are about the person; undefined where there is no log. */
function countReportsOf(
  directory: string,
  options: ErasePersonOptions,
  { interrupted: signal }: Terminal,
): Promise<number | undefined> {
  return withReports(directory, options, openToRead, (log, { countReports }) =>
    countReports(log, isOfPerson(options), { signal }),
  );
}

/**
 * Removes the reports that the outcomes were made of, before those, so that what is interrupted in between can be done again. Returns how
 * many records of the log went; undefined where there is no log.
 */
function eraseReportsOf(
  directory: string,
  options: ErasePersonOptions,
  { interrupted: signal }: Terminal,
): Promise<number | undefined> {
  const open = (folder: string): Promise<Journal> => openToChange(folder, signal);
  return withReports(directory, options, open, async (log, { eraseReports }) => {
    const { records } = await eraseReports(log, isOfPerson(options), { signal });
    return records;
  });
}

/** Does something with the log of reports, and closes it; undefined where there is none. */
async function withReports<Result>(
  directory: string,
  options: ErasePersonOptions,
  open: (folder: string) => Promise<Journal>,
  act: (log: Journal, calls: Pick<typeof Calls, 'countReports' | 'eraseReports'>) => Promise<Result>,
): Promise<Result | undefined> {
  const folder = reportsFolder(directory, options);
  if (folder === undefined) return undefined;
  const [log, calls] = await Promise.all([open(folder), import('@sdmp/calls')]);
  try {
    return await act(log, calls);
  } finally {
    await log.close();
  }
}

async function erase(
  journal: Journal,
  reports: number | undefined,
  options: ErasePersonOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const matcher = matcherOf(options);
  let elsewhere = 0;
  const matches = (record: StoredRecord): boolean => {
    const match = matcher(record);
    if (match === 'elsewhere' && options.anywhere !== true) elsewhere++;
    return match === 'field' || (match === 'elsewhere' && options.anywhere === true);
  };
  using progress = new Progress(terminal, 'erasing');
  const { records, unread } = await journal.erase(matches, {
    ...filterOf(options),
    signal: terminal.interrupted,
  });
  progress.clear();
  for (const { first, count: lost } of unread) {
    say(
      terminal,
      `Positions ${first} to ${first + lost - 1} cannot be read and may hold more: see 'sdmp journal verify'.`,
    );
  }
  await report({ matching: records, elsewhere, reports }, options, terminal);
  return unread.length > 0 ? 1 : 0;
}

async function count(journal: Journal, options: ErasePersonOptions, terminal: Terminal): Promise<Found> {
  using progress = new Progress(terminal, 'looking');
  const signal = terminal.interrupted;
  let read = 0;
  const matcher = matcherOf(options);
  let matching = 0;
  let elsewhere = 0;
  for await (const records of eachRecord(journal, { ...filterOf(options), signal })) {
    read += records.length;
    progress.show(`${read} of ${journal.end - journal.first} records looked at`);
    for (const record of records) {
      const match = matcher(record);
      if (match === 'field' || (match === 'elsewhere' && options.anywhere === true)) matching++;
      else if (match === 'elsewhere') elsewhere++;
    }
  }
  return { matching, elsewhere };
}

function filterOf({ tenant }: ErasePersonOptions): Pick<EraseOptions, 'filter'> {
  return tenant === undefined ? {} : { filter: { tenant } };
}

async function report(
  { matching, elsewhere, reports }: Found,
  options: ErasePersonOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const name = options.dryRun === true ? 'found' : 'erased';
  const line = wantsJson(options, terminal)
    ? JSON.stringify({ [name]: matching, elsewhere, reports })
    : `${name === 'found' ? 'Found' : 'Erased'} ${countOf(matching, 'outcome')}${reportsText(reports)}.`;
  await terminal.output.write(`${line}\n`);
  if (elsewhere > 0) {
    say(
      terminal,
      `${countOf(elsewhere, 'more outcome')} hold it elsewhere, such as in DT: --anywhere takes these, too.`,
    );
  }
  return 0;
}

function reportsText(reports: number | undefined): string {
  return reports === undefined ? '' : ` and ${countOf(reports, 'record')} of their reports`;
}
