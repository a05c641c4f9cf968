/** Rows of CSV after RFC 4180, each cell with whether it was in quotes: an empty one without is absent. */
export function csvRows(text: string): Record<string, string | undefined>[] {
  const rows: (string | undefined)[][] = [];
  let row: (string | undefined)[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) throw new Error('no CSV');
    const [, quoted, plain = '', end] = match;
    row.push(quoted === undefined ? (plain === '' ? undefined : plain) : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  const [header = [], ...lines] = rows;
  return lines.map((line) => Object.fromEntries(header.map((name, index) => [name ?? '', line[index]])));
}
