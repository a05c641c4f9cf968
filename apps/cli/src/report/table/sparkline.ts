import type { ReportSymbols } from './report-symbols.ts';

/** Returns a character for each number: a space for nothing, otherwise a level from 0 to the largest. */
export function sparkline(values: readonly number[], { levels }: Pick<ReportSymbols, 'levels'>): string {
  const most = Math.max(...values);
  if (!(most > 0)) return ' '.repeat(values.length);
  return values.map((value) => (value === 0 ? ' ' : (levels[levelOf(value, most, levels.length)] ?? ' '))).join('');
}

/** Returns the level of a value above 0, from 0 to `levels` - 1, where `most` has the highest. */
export function levelOf(value: number, most: number, levels: number): number {
  return Math.min(levels - 1, Math.max(0, Math.ceil((value / most) * levels) - 1));
}
