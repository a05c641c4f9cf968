/** Cells between two columns. */
export const columnGap = 2;

interface Sizes {
  readonly least: number;
  readonly usual: number;
}

/** A column that has its place, and how many cells it takes. */
export interface PlacedColumn<Column> {
  readonly column: Column;
  readonly cells: number;
}

/**
 * Returns the columns that fit into a line, with their widths. Those at the end are left out first, the first `always` never; what
 * is left over goes to the columns in turn, until each has its usual width.
 */
export function chooseWidths<Column extends Sizes>(
  columns: readonly Column[],
  lineCells: number,
  always = 1,
): readonly PlacedColumn<Column>[] {
  let count = columns.length;
  while (count > always && leastLine(columns, count) > lineCells) count--;
  const chosen = columns.slice(0, count);
  const cells = chosen.map(({ least }) => least);
  let left = lineCells - leastLine(columns, count);
  while (left > 0 && chosen.some(({ usual }, index) => (cells[index] ?? 0) < usual)) {
    for (const [index, { usual }] of chosen.entries()) {
      const has = cells[index] ?? 0;
      if (left === 0 || has >= usual) continue;
      cells[index] = has + 1;
      left--;
    }
  }
  return chosen.map((column, index) => ({ column, cells: cells[index] ?? 0 }));
}

function leastLine(columns: readonly Sizes[], count: number): number {
  let cells = Math.max(0, count - 1) * columnGap;
  for (const { least } of columns.slice(0, count)) cells += least;
  return cells;
}
