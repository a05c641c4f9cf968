import { type Outcome, outcomeJsonText } from '@sdmp/outcomes';
import { csvHeader, csvLine as lineOfRow, spreadsheetCsvLine } from '@sdmp/outcomes/columns';
import type { Terminal } from '@sdmp/terminal';
import { InvalidArgumentError, Option } from 'commander';
import { OutcomeTable } from './pretty/outcome-table.ts';

/** Returns an outcome as a line of CSV, as all programs write it. `source` is known where the outcome comes from a journal. */
export function csvLine(outcome: Outcome, source?: string, lineOf = lineOfRow): string {
  const { id, place } = outcome;
  return lineOf({ id, position: place?.position, source, outcome });
}

export interface CsvOptions {
  readonly spreadsheetSafe?: true;
}

/** Returns `--spreadsheet-safe`, for formats that include CSV. */
export function spreadsheetOption(): Option {
  return new Option(
    '--spreadsheet-safe',
    'in CSV: an apostrophe in front of text that a spreadsheet would calculate, such as =, +, - and @ (default: off)',
  );
}

/** Throws where the option is given with a format that is none for spreadsheets. */
export function checkSpreadsheet({ spreadsheetSafe }: CsvOptions, format: string): void {
  if (spreadsheetSafe === true && format !== 'csv') {
    throw new InvalidArgumentError('--spreadsheet-safe is for --format csv');
  }
}

export const tailFormats = ['pretty', 'json', 'csv', 'frames'] as const;
export type TailFormat = (typeof tailFormats)[number];

/** How outcomes are printed. */
export interface OutcomeFormat {
  /** Printed once, before the first outcome. */
  readonly header: string;
  /** One outcome with the end of its line. `source` is the upstream's name, where a journal holds it. */
  readonly line: (outcome: Outcome, source?: string) => string;
  /** Writes lines to standard output; on a terminal control characters in them are shown, never executed. */
  readonly write: (lines: string) => Promise<void>;
}

type MakeFormat = (terminal: Terminal, options: CsvOptions) => Omit<OutcomeFormat, 'write'>;

const makers: Readonly<Record<TailFormat, MakeFormat>> = {
  pretty: (terminal) => {
    const table = new OutcomeTable(terminal);
    return { header: '', line: (outcome) => table.line(outcome) };
  },
  json: () => ({ header: '', line: (outcome) => `${outcomeJsonText(outcome)}\n` }),
  csv: (_, { spreadsheetSafe }) => ({
    header: csvHeader,
    line: spreadsheetSafe === true ? (outcome, source) => csvLine(outcome, source, spreadsheetCsvLine) : csvLine,
  }),
  frames: () => ({ header: '', line: ({ frame }) => `${frame}\n` }),
};

export function outcomeFormat(name: TailFormat, terminal: Terminal, options: CsvOptions = {}): OutcomeFormat {
  checkSpreadsheet(options, name);
  const { output } = terminal;
  // Colours are escape sequences of our own; the values between them are visible already.
  const write = (lines: string): Promise<void> => (name === 'pretty' ? output.writeStyled(lines) : output.write(lines));
  return { ...makers[name](terminal, options), write };
}
