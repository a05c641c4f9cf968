import type { DataField, DataProblem } from './data-field.ts';

/** Fields in the order of the text. With a problem only those before the broken part. */
export interface ReadFields {
  readonly fields: readonly DataField[];
  readonly problems: readonly DataProblem[];
}

/** Data as one line of text, or the problems that prevent writing; never partial data. */
export type WrittenData =
  | { readonly text: string; readonly problems: readonly [] }
  | { readonly text: undefined; readonly problems: readonly [DataProblem, ...DataProblem[]] };

/** Reader and writer of a framing. Neither throws. */
export interface DataFormat {
  readonly read: (text: string) => ReadFields;
  readonly write: (fields: readonly DataField[]) => WrittenData;
}

/** Returns the text of the fields between a prefix and a suffix, or the problems of fields that cannot be expressed. */
export function writeEach(
  fields: readonly DataField[],
  problemOf: (field: DataField) => string | undefined,
  written: () => string,
): WrittenData {
  const problems: DataProblem[] = [];
  for (const field of fields) {
    const message = problemOf(field);
    if (message !== undefined) problems.push({ rule: 'inexpressible', field: field.name, message });
  }
  const [first, ...others] = problems;
  return first === undefined ? { text: written(), problems: [] } : { text: undefined, problems: [first, ...others] };
}
