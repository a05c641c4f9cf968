/** A value in a cell; nothing where it is absent. */
export type CsvValue = string | number | boolean | null | undefined;

/** The columns of an export: a name, as the API has it, and the value of a row, as exact as it is known. */
export type CsvFields<Row> = Readonly<Record<string, (row: Row) => CsvValue>>;

const needsQuotes = /[",\r\n]/;
const lineEnd = '\r\n';

/** Cells that a spreadsheet would take for a formula go out as recorded, as in every CSV of the bridge: `+49…` is a number. */
function cell(value: CsvValue): string {
  if (value === undefined || value === null) return '';
  const text = String(value);
  // Empty text is quoted, so that it differs from what is absent.
  return text === '' || needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Returns rows as CSV after RFC 4180, with a line of names above. */
export function csvText<Row>(fields: CsvFields<Row>, rows: readonly Row[]): string {
  const columns = Object.entries(fields);
  const head = columns.map(([name]) => cell(name));
  const lines = rows.map((row) => columns.map(([, read]) => cell(read(row))));
  return [head, ...lines].map((cells) => cells.join(',') + lineEnd).join('');
}

/** Returns the name of an exported file: `sdmp-campaigns-20261122T100207Z.csv`, with the time in UTC. */
export function csvFileName(table: string, time: number): string {
  const stamp = new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `sdmp-${table.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-${stamp}.csv`;
}
