import type { DataFraming } from '@sdmp/protocol';
import { type DataFormat, writeEach } from './data-format.ts';
import { jsonFormat } from './json-format.ts';
import { legacyFormat } from './legacy-format.ts';
import { xmlFormat } from './xml-format.ts';

/** Raw text without fields, in which fields cannot be written. */
const unformatted: DataFormat = {
  read: () => ({ fields: [], problems: [] }),
  write: (fields) =>
    writeEach(
      fields,
      () => 'Unformatted data have no fields',
      () => '',
    ),
};

/** Readers and writers by framing. */
export const formats: Readonly<Record<DataFraming, DataFormat>> = {
  unformatted,
  xml: xmlFormat,
  json: jsonFormat,
  legacy: legacyFormat,
};
