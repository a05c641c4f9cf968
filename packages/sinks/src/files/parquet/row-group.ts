import type { ColumnSource } from 'hyparquet-writer';
import type { ParquetColumn } from './parquet-columns.ts';

/** A row group ends with this number of outcomes, */
const mostRows = 20_000;
/** or after this number of characters of their lines: what is in memory is some times that. */
const mostCharacters = 4 * 1024 * 1024;

/** Rows that are put beside each other until they are written, by column. */
export class RowGroup {
  readonly #columns: readonly ParquetColumn[];
  readonly #data: unknown[][];
  #rows = 0;
  #characters = 0;

  constructor(columns: readonly ParquetColumn[]) {
    this.#columns = columns;
    this.#data = columns.map(() => []);
  }

  get isEmpty(): boolean {
    return this.#rows === 0;
  }

  get isFull(): boolean {
    return this.#rows >= mostRows || this.#characters >= mostCharacters;
  }

  get columns(): ColumnSource[] {
    return this.#columns.map(({ element: { name }, encoding, isSearched = false }, index) => ({
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
    for (const { convert } of this.#columns) {
      const value = values[index] ?? undefined;
      this.#data[index]?.push(value === undefined || convert === undefined ? value : convert(value));
      index++;
    }
    this.#rows++;
    this.#characters += line.length;
  }
}
