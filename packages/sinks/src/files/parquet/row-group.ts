import type { ColumnSource } from 'hyparquet-writer';
import { parquetColumns } from './parquet-columns.ts';

/** A row group ends with this number of outcomes, */
const mostRows = 20_000;
/** or after this number of characters of their lines: what is in memory is some times that. */
const mostCharacters = 4 * 1024 * 1024;

/** Rows that are put beside each other until they are written, by column. */
export class RowGroup {
  readonly #data: unknown[][] = parquetColumns.map(() => []);
  #rows = 0;
  #characters = 0;

  get isEmpty(): boolean {
    return this.#rows === 0;
  }

  get isFull(): boolean {
    return this.#rows >= mostRows || this.#characters >= mostCharacters;
  }

  get columns(): ColumnSource[] {
    return parquetColumns.map(({ element: { name }, encoding, isSearched = false }, index) => ({
      name,
      data: this.#data[index] ?? [],
      ...(encoding === undefined ? {} : { encoding }),
      statistics: isSearched,
      offsetIndex: false,
    }));
  }

  /** Adds a line of values. */
  add(line: string): void {
    const values = JSON.parse(line) as readonly unknown[];
    let index = 0;
    for (const { convert } of parquetColumns) {
      const value = values[index] ?? undefined;
      this.#data[index]?.push(value === undefined || convert === undefined ? value : convert(value));
      index++;
    }
    this.#rows++;
    this.#characters += line.length;
  }
}
