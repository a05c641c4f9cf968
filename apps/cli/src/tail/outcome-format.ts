import { type Outcome, outcomeJsonText } from '@sdmp/outcomes';
import { csvHeaderOf, csvLine as lineOfRow, outcomeColumns, spreadsheetCsvLine } from '@sdmp/outcomes/columns';
import type { Terminal } from '@sdmp/terminal';
import { InvalidArgumentError, Option } from 'commander';
import { OutcomeTable } from './pretty/outcome-table.ts';
import type { WordsOfRules } from './words-of-rules.ts';

/**
 * Returns an outcome as a line of CSV, as all programs write it. `source` is known where the outcome comes from a journal; `words` add
 * their columns at the end.
 */
export function csvLine(outcome: Outcome, source?: string, lineOf = lineOfRow, words?: WordsOfRules): string {
  const { id, place } = outcome;
  const row = { id, position: place?.position, source, outcome };
  return words === undefined ? lineOf(row) : lineOf({ ...row, cells: words.classify(outcome) }, columnsWith(words));
}

function columnsWith(words: WordsOfRules | undefined): typeof outcomeColumns {
  return words === undefined ? outcomeColumns : [...outcomeColumns, ...words.columns];
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

/** How a format prints. */
export interface FormatOptions extends CsvOptions {
  /** Default: outcomes have the vendor's names alone. */
  readonly words?: WordsOfRules | undefined;
}

type MakeFormat = (terminal: Terminal, options: FormatOptions) => Omit<OutcomeFormat, 'write'>;

const makers: Readonly<Record<TailFormat, MakeFormat>> = {
  pretty: (terminal, { words }) => {
    const table = new OutcomeTable(terminal, { words });
    return { header: '', line: (outcome) => table.line(outcome) };
  },
  json: (_, { words }) => ({
    header: '',
    line: (outcome) => `${outcomeJsonText(outcome, words?.classify(outcome))}\n`,
  }),
  csv: (_, { spreadsheetSafe, words }) => ({
    header: csvHeaderOf(columnsWith(words)),
    line: (outcome, source) =>
      csvLine(outcome, source, spreadsheetSafe === true ? spreadsheetCsvLine : lineOfRow, words),
  }),
  frames: () => ({ header: '', line: ({ frame }) => `${frame}\n` }),
};

export function outcomeFormat(name: TailFormat, terminal: Terminal, options: FormatOptions = {}): OutcomeFormat {
  checkSpreadsheet(options, name);
  const { output } = terminal;
  // Colours are escape sequences of our own; the values between them are visible already.
  const write = (lines: string): Promise<void> => (name === 'pretty' ? output.writeStyled(lines) : output.write(lines));
  return { ...makers[name](terminal, options), write };
}
