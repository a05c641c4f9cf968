const marks = ['10', '7', '3', '22'];

/** A line of the feed that tells its number: some are short, some long, so that commits end at odd places. */
export function numberedLine(number: number): string {
  const note = number % 5 === 0 ? `\\DT${'n'.repeat(number % 700)}` : '';
  return `OZ\\CNSales${number % 3}\\SI${number}\\RE${marks[number % marks.length] ?? ''}${note}\n`;
}

/** The number that an outcome tells; NaN when it tells none. */
export function numberOf(sessionIdentifier: string | undefined): number {
  return /^\d+$/.test(sessionIdentifier ?? '') ? Number(sessionIdentifier) : Number.NaN;
}
