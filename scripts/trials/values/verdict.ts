import { type Field, longNames, numberCodes, sorted } from './case-fields.ts';
import { bodyOf, type GoodCase } from './cases.ts';
import { type DoorEncoding, delivered } from './hostile-text.ts';

/** Judges what came out: counts what was looked at and what was wrong, by way out. */
export class Verdict {
  readonly #cases: ReadonlyMap<string, GoodCase>;
  readonly #seen = new Map<string, Map<string, number>>();
  readonly #faultsOf = new Map<string, number>();
  readonly faults: string[] = [];
  faultCount = 0;

  constructor(cases: ReadonlyMap<string, GoodCase>) {
    this.#cases = cases;
  }

  /** `text` begins with the way out, and a colon. */
  fault(text: string): void {
    this.faultCount++;
    const way = text.slice(0, text.indexOf(':'));
    const before = this.#faultsOf.get(way) ?? 0;
    this.#faultsOf.set(way, before + 1);
    if (before < faultsToldOfAWay) this.faults.push(text);
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

  /** A frame without its terminator, in the bytes of an encoding. */
  frame(way: string, frame: Buffer, encoding: DoorEncoding): void {
    const ascii = encoding === 'utf-16le' ? 'utf16le' : 'latin1';
    const text = frame.toString(ascii);
    const id = idIn(/\\SI(c\d+)/, text);
    const found = this.arrived(way, id);
    if (found === undefined) return;
    const body = delivered(bodyOf(found), encoding);
    const headEnd = Math.max(0, frame.length - body.length);
    if (!frame.subarray(headEnd).equals(body))
      this.fault(`${way}: ${id}: ${JSON.stringify(text)} is not ${JSON.stringify(bodyOf(found))}`);
    const head = frame.toString(ascii, 0, headEnd);
    if (!/^OZ(?:\\TX[\w-]+)?(?:\\ZP[\w.-]*)?$/.test(head))
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
    return this.arrived(way, idIn(/"sessionIdentifier":"(c\d+)"/, text));
  }

  /** Values under their long names; absent ones undefined or null. */
  row(way: string, found: GoodCase, row: Readonly<Record<string, unknown>>): void {
    const { named, other } = expectedOf(found);
    for (const [name, value] of named) this.compare(way, found.id, name, row[name] ?? null, value);
    this.compare(way, found.id, 'other', row['other'] ?? null, other.length === 0 ? null : other);
  }
}

/** What a way out has to say of a case: a number that is none stands with what has no name, an empty one is absent. */
function expectedOf({ fields }: GoodCase): {
  readonly named: readonly (readonly [string, unknown])[];
  readonly other: readonly Field[];
} {
  const isNoNumber = ([code, value]: Field): boolean => numberCodes.has(code) && !/^\d*$/.test(value);
  const { named } = sorted(fields);
  const firsts = new Set<Field>();
  const seen = new Set<string>();
  for (const field of fields) if (!seen.has(field[0]) && seen.add(field[0])) firsts.add(field);
  const other = fields.filter((field) => longNames[field[0]] === undefined || !firsts.has(field) || isNoNumber(field));
  const values = Object.entries(longNames).map(([code, name]) => {
    const value = named.get(code);
    if (code === 'DD') return [name, value !== undefined] as const;
    if (!numberCodes.has(code)) return [name, value ?? null] as const;
    return [name, value === undefined || value === '' || isNoNumber([code, value]) ? null : Number(value)] as const;
  });
  return { named: values, other };
}

function idIn(form: RegExp, text: string): string {
  return form.exec(text)?.[1] ?? text.slice(0, 40);
}

/** Faults of one way out that are told; all are counted. */
const faultsToldOfAWay = 5;
