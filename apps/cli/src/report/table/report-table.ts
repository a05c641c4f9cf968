/** A difference of two shares, and whether it is more than chance makes. */
export interface Change {
  readonly difference: number;
  readonly isClear: boolean;
}

/** `plain`: a number as it is. `share`: 0 to 1. `trend`: numbers in the order of time. */
export type ColumnKind = 'text' | 'plain' | 'count' | 'share' | 'number' | 'change' | 'trend';

export type ReportCell = string | number | Change | readonly number[] | undefined;

export interface ReportColumn {
  /** For programs. */
  readonly name: string;
  /** For people. */
  readonly heading: string;
  readonly kind: ColumnKind;
  /** Whether text is never cut, as times and numbers that somebody dials. */
  readonly isWhole?: true;
  /** Whether a page shows it as a bar in each row. */
  readonly isCharted?: true;
}

/** A section of lines below a report. */
export type Note = readonly [title: string, lines: readonly string[]];

/** What the figures are of: a name and a value each. */
export type Fact = readonly [name: string, value: string];

/** A report before it is text, CSV, JSON or a page. */
export interface ReportTable {
  /** Its name on the command line. */
  readonly report: string;
  readonly title: string;
  readonly facts: readonly Fact[];
  /** Those that matter most come first: a narrow terminal leaves out the last ones. */
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly ReportCell[])[];
  readonly total?: readonly ReportCell[];
  readonly notes: readonly Note[];
}
