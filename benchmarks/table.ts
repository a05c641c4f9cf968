/** Formats rows under a head in aligned columns. Columns of figures are right-aligned. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const isFigure = head.map((_, column) => isFigureColumn(rows, column));
  const line = (row: readonly string[]): string => {
    const cells = widths.map((width, column) => {
      const cell = row[column] ?? '';
      return isFigure[column] === true ? cell.padStart(width) : cell.padEnd(width);
    });
    return `  ${cells.join('  ')}`.trimEnd();
  };
  return all.map(line);
}

/** Returns whether every cell of a column begins with a figure, or is a dash. */
export function isFigureColumn(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.every((row) => /^[\d.,×<–-]/.test(row[column] ?? '–'));
}
