/** What tells the lines of a file of ours from what a crash left behind them. */
export interface LineShape {
  /** What every file begins with. */
  readonly header: string;
  /** Whether the first line of a file is a header of ours, be it of other columns. Absent: files have none. */
  readonly isHeader?: (line: string) => boolean;
  /** Whether there are files without a header. */
  readonly mayLackHeader?: boolean;
  /** The position a whole line begins with; undefined when it is no line of ours. */
  readonly positionOf: (line: string) => number | undefined;
  /** Whether a line feed inside quotes is part of a line. */
  readonly hasQuotes: boolean;
}

/** Finds the position as the first group of `form`. */
export function positionBy(form: RegExp): LineShape['positionOf'] {
  return (line) => {
    const [, digits] = form.exec(line) ?? [];
    return digits === undefined ? undefined : Number(digits);
  };
}

/**
 * A list of values on each line, below a list of the columns where there are others than those of every outcome. By itself, because the
 * thread that reads them would load what writes all formats, too.
 */
export const valueLines: LineShape = {
  header: '',
  isHeader: (line) => line.startsWith('[{') && line.endsWith('}]\n'),
  mayLackHeader: true,
  positionOf: positionBy(/^\[(\d{1,16}),.*\]\n$/s),
  hasQuotes: false,
};
