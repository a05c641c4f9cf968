import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type CsvFields, csvFileName, csvText } from '../../format/csv.ts';
import { now } from '../../store/store.ts';
import { act, idle, type Progress } from '../action.ts';

export interface ExportProps<Row> {
  /** What the rows are, which names the button and the file: `campaigns`. */
  readonly what: string;
  /** Columns of the table, or others with a `csv`. */
  readonly columns: readonly { readonly csv: CsvFields<Row> }[];
  /** Returns all rows, also those that are not shown now. */
  readonly rows: () => readonly Row[] | Promise<readonly Row[]>;
}

/** Saves text as a file of the browser. */
function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Shows a button that saves the rows of a table as CSV. */
export function Export<Row>({ what, columns, rows }: ExportProps<Row>): JSX.Element {
  const progress = useSignal<Progress>(idle);
  const { isBusy, words } = progress.value;
  const run = (): Promise<void> =>
    act(progress, async () => {
      const fields: CsvFields<Row> = Object.assign({}, ...columns.map(({ csv }) => csv));
      save(csvFileName(what, now.peek()), csvText(fields, await rows()));
      return '';
    });
  return (
    <>
      {words === '' ? null : (
        <span class="error" role="alert">
          {words}
        </span>
      )}
      <button
        type="button"
        class="export"
        disabled={isBusy}
        title="Save the rows as a CSV file"
        aria-label={`Export ${what} as CSV`}
        onClick={() => void run()}
      >
        CSV
      </button>
    </>
  );
}
