import { bodyOf, type GoodCase, longNames, numberCodes } from './cases.ts';

/** Counts what was looked at and what was wrong, by way out. */
export class Verdict {
  readonly #cases: ReadonlyMap<string, GoodCase>;
  readonly #seen = new Map<string, Map<string, number>>();
  readonly faults: string[] = [];
  faultCount = 0;

  constructor(cases: ReadonlyMap<string, GoodCase>) {
    this.#cases = cases;
  }

  fault(text: string): void {
    this.faultCount++;
    if (this.faults.length < mostFaults) this.faults.push(text);
  }

  /** The case of an outcome that came out, counted; undefined for one that nobody handed in. */
  arrived(way: string, id: string): GoodCase | undefined {
    const seen = this.#seen.get(way) ?? new Map<string, number>();
    this.#seen.set(way, seen);
    seen.set(id, (seen.get(id) ?? 0) + 1);
    const found = this.#cases.get(id);
    if (found === undefined) this.fault(`${way}: ${id} was invented`);
    return found;
  }

  compare(way: string, id: string, what: string, got: unknown, expected: unknown): void {
    if (JSON.stringify(got) === JSON.stringify(expected)) return;
    this.fault(`${way}: ${id}: ${what} is ${JSON.stringify(got)}, not ${JSON.stringify(expected)}`);
  }

  /** Each of these must have come out once. Returns a line for people. */
  settle(way: string, ids: Iterable<string>): string {
    const seen = this.#seen.get(way) ?? new Map<string, number>();
    let expected = 0;
    for (const id of ids) {
      expected++;
      const times = seen.get(id) ?? 0;
      if (times !== 1) this.fault(`${way}: ${id} came out ${times} times`);
    }
    if (seen.size !== expected) this.fault(`${way}: ${seen.size} came out of ${expected}`);
    return `${way} ${seen.size}`;
  }

  /** A frame without its terminator. `encode` is how the reader gets it. */
  frame(way: string, frame: Buffer, encode: (text: string) => Buffer): void {
    const text = frame.toString(encode('a').length === 2 ? 'utf16le' : 'latin1');
    const id = /\\SI(c\d+)/.exec(text)?.[1] ?? text.slice(0, 40);
    const found = this.arrived(way, id);
    if (found === undefined) return;
    const body = encode(bodyOf(found));
    const tail = frame.subarray(Math.max(0, frame.length - body.length));
    if (!tail.equals(body))
      this.fault(`${way}: ${id}: ${JSON.stringify(text)} is not ${JSON.stringify(bodyOf(found))}`);
    const head = frame
      .subarray(0, frame.length - body.length)
      .toString(encode('a').length === 2 ? 'utf16le' : 'latin1');
    if (!/^OZ(?:\\TX\w+)?(?:\\ZP[\w.-]*)?$/.test(head))
      this.fault(`${way}: ${id}: begins with ${JSON.stringify(head)}`);
  }

  /** A JSON outcome as text: data that are an object must be in it character for character. */
  json(way: string, text: string, found = this.#caseOfJson(way, text)): void {
    if (found === undefined) return;
    const parsed = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const data = found.fields.find(([code]) => code === 'DT')?.[1];
    const isObject = found.isObject && data !== undefined;
    if (isObject && !text.includes(`"data":${data}`)) this.fault(`${way}: ${found.id}: not in it: ${data}`);
    this.row(way, found, isObject ? { ...parsed, data } : parsed);
  }

  #caseOfJson(way: string, text: string): GoodCase | undefined {
    return this.arrived(way, /"sessionIdentifier":"(c\d+)"/.exec(text)?.[1] ?? text.slice(0, 40));
  }

  /** Values under their long names; absent ones undefined or null. */
  row(way: string, found: GoodCase, row: Readonly<Record<string, unknown>>): void {
    const given = new Map(found.fields);
    for (const [code, name] of Object.entries(longNames)) {
      const value = given.get(code);
      const expected = code === 'DD' ? value !== undefined : numberCodes.has(code) ? numberOf(value) : (value ?? null);
      this.compare(way, found.id, name, row[name] ?? null, expected);
    }
    const other = given.get('ZZ');
    this.compare(way, found.id, 'other', row['other'] ?? null, other === undefined ? null : [['ZZ', other]]);
  }
}

const mostFaults = 20;

function numberOf(value: string | undefined): number | null {
  return value === undefined ? null : Number(value);
}

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
