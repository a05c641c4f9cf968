import { type Outcome, outcomeJsonText } from '@sdmp/outcomes';
import { csvHeader, csvLine as lineOfRow } from '@sdmp/outcomes/columns';
import type { Terminal } from '@sdmp/terminal';
import { OutcomeTable } from './pretty/outcome-table.ts';

/** Returns an outcome as a line of CSV, as all programs write it. `source` is known where the outcome comes from a journal. */
export function csvLine(outcome: Outcome, source?: string): string {
  const { id, place } = outcome;
  return lineOfRow({ id, position: place?.position, source, outcome });
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

const makers: Readonly<Record<TailFormat, (terminal: Terminal) => Omit<OutcomeFormat, 'write'>>> = {
  pretty: (terminal) => {
    const table = new OutcomeTable(terminal);
    return { header: '', line: (outcome) => table.line(outcome) };
  },
  json: () => ({ header: '', line: (outcome) => `${outcomeJsonText(outcome)}\n` }),
  csv: () => ({ header: csvHeader, line: csvLine }),
  frames: () => ({ header: '', line: ({ frame }) => `${frame}\n` }),
};

export function outcomeFormat(name: TailFormat, terminal: Terminal): OutcomeFormat {
  const { output } = terminal;
  // Colours are escape sequences of our own; the values between them are visible already.
  const write = (lines: string): Promise<void> => (name === 'pretty' ? output.writeStyled(lines) : output.write(lines));
  return { ...makers[name](terminal), write };
}
