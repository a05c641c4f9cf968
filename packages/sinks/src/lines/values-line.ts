import type { SinkOutcome } from '../sink.ts';
import { csvColumns } from './csv-line.ts';

/** The columns of CSV as a JSON array; null is absent. Ends with a line feed. */
export function valuesLine(each: SinkOutcome): string {
  return `${JSON.stringify(csvColumns.map(([, value]) => value(each) ?? null))}\n`;
}
