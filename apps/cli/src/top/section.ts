import type { ViewColumn, ViewRow, ViewSection } from './view.ts';

/** A column, and what stands in it of an item. */
export interface Column<Item> extends ViewColumn {
  readonly cell: (item: Item) => string;
}

/** Returns a column of words. */
export function words<Item>(title: string, least: number, usual: number, cell: (item: Item) => string): Column<Item> {
  return { title, least, usual, cell };
}

/** Returns a column of figures. */
export function figures<Item>(title: string, least: number, usual: number, cell: (item: Item) => string): Column<Item> {
  return { title, least, usual, align: 'right', cell };
}

/** Returns a section with a row for each item; `about` says what it is sorted by, and how it is. */
export function section<Item>(
  title: string,
  items: readonly Item[],
  columns: readonly Column<Item>[],
  about: (item: Item) => Pick<ViewRow, 'tone' | 'name'> & Partial<Pick<ViewRow, 'rate' | 'backlog'>>,
): ViewSection {
  return {
    title,
    columns,
    rows: items.map((item) => ({
      rate: 0,
      backlog: 0,
      ...about(item),
      cells: columns.map(({ cell }) => cell(item)),
    })),
  };
}
