import { type Outcome, outcomeJsonText } from '@sdmp/outcomes';
import { csvHeader, csvLine as lineOfRow } from '@sdmp/outcomes/columns';
import type { Terminal } from '@sdmp/terminal';
import { prettyLine } from './pretty.ts';

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
}

const makers: Readonly<Record<TailFormat, (terminal: Terminal) => OutcomeFormat>> = {
  pretty: ({ hasColours }) => ({ header: '', line: (outcome) => `${prettyLine(outcome, hasColours)}\n` }),
  json: () => ({ header: '', line: (outcome) => `${outcomeJsonText(outcome)}\n` }),
  csv: () => ({ header: csvHeader, line: csvLine }),
  frames: () => ({ header: '', line: ({ frame }) => `${frame}\n` }),
};

export function outcomeFormat(name: TailFormat, terminal: Terminal): OutcomeFormat {
  return makers[name](terminal);
}
