import type { DataFraming } from '@sdmp/protocol';
import { type DataFormat, writeEach } from './data-format.ts';
import { jsonFormat } from './json-format.ts';
import { legacyFormat } from './legacy-format.ts';
import { xmlFormat } from './xml-format.ts';

/** Text without fields: the raw text is all there is, and fields cannot be written so. */
const unformatted: DataFormat = {
  read: () => ({ fields: [], problems: [] }),
  write: (fields) =>
    writeEach(
      fields,
      () => 'Unformatted data have no fields',
      () => '',
    ),
};

/** How each framing is read and written. */
export const formats: Readonly<Record<DataFraming, DataFormat>> = {
  unformatted,
  xml: xmlFormat,
  json: jsonFormat,
  legacy: legacyFormat,
};
