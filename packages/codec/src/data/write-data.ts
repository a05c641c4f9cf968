import type { DataFraming } from '@sdmp/protocol';
import type { DataField } from './data-field.ts';
import type { WrittenData } from './data-format.ts';
import { formats } from './formats.ts';

/** Longest text that is written, characters: the size of DT that the catalogue gives. */
export const maxWrittenLength = 128_000;

/**
 * Fields as line-of-business data (DT) in this framing, on one line. Never throws: what the framing cannot express is a
 * problem, and then there is no text. What only another framing knows (`m`, `flag`, `json`) is left out.
 */
export function writeData(fields: readonly DataField[], framing: DataFraming): WrittenData {
  const written = formats[framing].write(fields);
  if (written.text === undefined || written.text.length <= maxWrittenLength) return written;
  const message = `The text would be longer than ${maxWrittenLength} characters`;
  return { text: undefined, problems: [{ rule: 'size', message }] };
}
