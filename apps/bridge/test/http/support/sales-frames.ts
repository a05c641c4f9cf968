/** An outcome told apart by its session: every third is a success of Joe, campaigns take turns. */
export function salesFrame(number: number): string {
  const campaign = number % 2 === 0 ? 'Sales' : 'Service';
  const result = number % 3 === 0 ? String.raw`\RE10\ANJoe` : String.raw`\RE7`;
  return `OZ\\CN${campaign}\\SIS${number}${result}\\TN0201555${String(number).padStart(4, '0')}`;
}

export function salesFrames(count: number, from = 0): readonly string[] {
  return Array.from({ length: count }, (_, index) => salesFrame(from + index));
}
