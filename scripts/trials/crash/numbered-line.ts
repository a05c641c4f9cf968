const reasons = ['10', '7', '3', '22'];

/** Returns a line of the feed that carries its number. Lengths vary, so that commits end at irregular offsets. */
export function numberedLine(number: number): string {
  const data = number % 5 === 0 ? `\\DT${'n'.repeat(number % 700)}` : '';
  return `OZ\\CNSales${number % 3}\\SI${number}\\RE${reasons[number % reasons.length] ?? ''}${data}\n`;
}

/** Returns the number that an outcome carries, or NaN. */
export function numberOf(sessionIdentifier: string | undefined): number {
  return /^\d+$/.test(sessionIdentifier ?? '') ? Number(sessionIdentifier) : Number.NaN;
}
