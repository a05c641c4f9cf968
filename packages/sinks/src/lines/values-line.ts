import { outcomeColumns, textValue } from '@sdmp/outcomes/columns';
import type { SinkOutcome } from '../sink.ts';

/** Returns the columns of an outcome as a JSON array; null is absent. Ends with a line feed. */
export function valuesLine(each: SinkOutcome): string {
  return `${JSON.stringify(outcomeColumns.map((column) => textValue(column, each) ?? null))}\n`;
}
