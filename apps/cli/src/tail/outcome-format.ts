import { type Outcome, outcomeJsonText } from '@sdmp/outcomes';
import type { Terminal } from '@sdmp/terminal';
import { csvHeader, csvLine } from './csv.ts';
import { prettyLine } from './pretty.ts';

export const tailFormats = ['pretty', 'json', 'csv', 'frames'] as const;
export type TailFormat = (typeof tailFormats)[number];

/** How outcomes are printed. */
export interface OutcomeFormat {
  /** Printed once, before the first outcome. */
  readonly header: string;
  /** One outcome, without the end of its line. */
  readonly line: (outcome: Outcome) => string;
}

const makers: Readonly<Record<TailFormat, (terminal: Terminal) => OutcomeFormat>> = {
  pretty: ({ hasColours }) => ({ header: '', line: (outcome) => prettyLine(outcome, hasColours) }),
  json: () => ({ header: '', line: outcomeJsonText }),
  csv: () => ({ header: `${csvHeader}\n`, line: csvLine }),
  frames: () => ({ header: '', line: ({ frame }) => frame }),
};

export function outcomeFormat(name: TailFormat, terminal: Terminal): OutcomeFormat {
  return makers[name](terminal);
}
