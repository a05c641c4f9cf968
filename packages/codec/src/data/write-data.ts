import type { DataFraming } from '@sdmp/protocol';
import type { DataField } from './data-field.ts';
import type { WrittenData } from './data-format.ts';
import { formats } from './formats.ts';

/** Maximum length of text that is written, characters: the size of DT in the catalogue. */
export const maxWrittenLength = 128_000;

/**
 * Writes fields as line-of-business data (DT) in this framing, on one line. Never throws: what the framing cannot express is
 * a problem, and then no text is returned. Properties of other framings (`m`, `flag`, `json`) are omitted.
 */
export function writeData(fields: readonly DataField[], framing: DataFraming): WrittenData {
  const written = formats[framing].write(fields);
  if (written.text === undefined || written.text.length <= maxWrittenLength) return written;
  const message = `The text would be longer than ${maxWrittenLength} characters`;
  return { text: undefined, problems: [{ rule: 'size', message }] };
}
