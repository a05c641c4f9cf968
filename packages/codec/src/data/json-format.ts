import type { DataField, JsonKind } from './data-field.ts';
import { type DataFormat, writeEach } from './data-format.ts';
import { readJson } from './read-json.ts';
import { isJsonOfKind, oneLine } from './json-text.ts';

/**
 * Data in JSON. Only its existence is documented; the layout is our choice, made here and in the reader: an object whose
 * members are the columns in order with unique names, and values that are text, numbers, booleans, null or nested JSON text.
 * Numbers keep every digit. Written data is one line with backslashes only where JSON requires them: before `"`, `\` and
 * control characters.
 */
export const jsonFormat: DataFormat = {
  read: readJson,
  write: (fields) => {
    const names = new Set<string>();
    return writeEach(
      fields,
      (field) => {
        const isRepeated = names.has(field.name);
        names.add(field.name);
        if (isRepeated) return 'A JSON object has each name once';
        return isJsonOfKind(field.value, field.json ?? 'text')
          ? undefined
          : `The value is not a JSON ${field.json ?? ''}`;
      },
      () => `{${fields.map(member).join(',')}}`,
    );
  },
};

const writers: Readonly<Record<JsonKind, (value: string) => string>> = {
  text: JSON.stringify,
  number: (value) => value,
  boolean: (value) => value,
  null: () => 'null',
  nested: oneLine,
};

function member({ name, value, json = 'text' }: DataField): string {
  return `${JSON.stringify(name)}:${writers[json](value)}`;
}
