import { type ComponentChildren, Fragment, type JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CsvFields } from '../../format/csv.ts';
import { zone } from '../../format/times.ts';
import { now } from '../../store/store.ts';
import { SortHeader, type Sorting } from './sort-header.tsx';

/** A column: its head and its cells. */
export interface Column<Row> {
  readonly title: string;
  /** Class of head and cells: `number` is right-aligned, `wide` and `wider` need a wide layout. */
  readonly className?: string;
  /** Whether its cells are the row headers. */
  readonly isName?: boolean;
  /** Whether the title is for screen readers only. */
  readonly isTitleUnseen?: boolean;
  /** Whether its cells are times without their zone, which the head names. */
  readonly hasTimes?: boolean;
  readonly sorting?: Sorting;
  readonly cell: (row: Row) => ComponentChildren;
  /** What an export has of it; nothing of buttons. */
  readonly csv: CsvFields<Row>;
}

export interface TableProps<Row> {
  /** Caption for screen readers. */
  readonly caption: string;
  readonly className?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** With the index as key a row that comes to another place is written over the one that was there, and none is made anew. */
  readonly keyOf: (row: Row, index: number) => string | number;
  /** Returns content to show under a row in the full width of the table, or undefined. */
  readonly under?: (row: Row) => ComponentChildren;
  /** Rows with totals. */
  readonly foot?: readonly Row[];
  /** Whether a row that is the same object is not drawn again: its cells read no signal, only components in them do. */
  readonly isDrawnByRow?: boolean;
}

function Head<Row>({ column }: { readonly column: Column<Row> }): JSX.Element {
  const { title, className, isTitleUnseen, hasTimes, sorting } = column;
  if (sorting !== undefined) return <SortHeader title={title} className={className} {...sorting} />;
  return (
    <th scope="col" class={className}>
      {isTitleUnseen === true ? <span class="unseen">{title}</span> : title}
      {hasTimes === true ? `, ${zone(now.value)}` : null}
    </th>
  );
}

interface LineProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
  readonly className?: string;
}

function Line<Row>({ columns, row, className }: LineProps<Row>): JSX.Element {
  return (
    <tr class={className}>
      {columns.map(({ title, className: of, isName, cell }) =>
        isName === true ? (
          <th key={title} scope="row" class={of}>
            {cell(row)}
          </th>
        ) : (
          <td key={title} class={of}>
            {cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

function LineByRow<Row>({ columns, row }: LineProps<Row>): JSX.Element {
  return useMemo(() => <Line columns={columns} row={row} />, [columns, row]);
}

/** Shows rows in a table. */
export function Table<Row>(props: TableProps<Row>): JSX.Element {
  const { caption, className, columns, rows, keyOf, under, foot = [], isDrawnByRow = false } = props;
  const Single = isDrawnByRow ? LineByRow<Row> : Line<Row>;
  return (
    <table class={className}>
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.title} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const more = under?.(row);
          if (more === undefined) return <Single key={keyOf(row, index)} columns={columns} row={row} />;
          return (
            <Fragment key={keyOf(row, index)}>
              <Line columns={columns} row={row} className="joined" />
              <tr class="under">
                <td colSpan={columns.length}>{more}</td>
              </tr>
            </Fragment>
          );
        })}
      </tbody>
      {foot.length === 0 ? null : (
        <tfoot>
          {foot.map((row, index) => (
            <Line key={keyOf(row, index)} columns={columns} row={row} />
          ))}
        </tfoot>
      )}
    </table>
  );
}
