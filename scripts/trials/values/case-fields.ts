import type { Random } from '../../built-packages.ts';
import { type DoorEncoding, hostileText } from './hostile-text.ts';

export type Field = readonly [code: string, value: string];

/** Documented codes of OZ, alphabetical, with long names and limits of texts as the vendor's page has them. */
export const longNames: Readonly<Record<string, string>> = {
  AG: 'agentAlternativeIdentifier',
  AN: 'agentIdentifier',
  AO: 'agentOutcome',
  CN: 'campaignName',
  DD: 'dontDial',
  IR: 'rawCause',
  RE: 'reason',
  SI: 'sessionIdentifier',
  TD: 'tenantDescriptor',
  TN: 'telephoneNumber',
  DT: 'data',
};
export const numberCodes: ReadonlySet<string> = new Set(['AO', 'IR', 'RE']);
export const mostCharacters = 80;
const mostOf: Readonly<Record<string, number>> = { AO: 9999, IR: 999, RE: 999 };

const frameUnfit = /[\0\r\n\\]/;
const nameUnfit = /[\0\r\n\\/:*?"<>|&%+!';]/;

/** Fields without data, in the catalogue's order, what has no long name behind them. */
export function fieldsOf(random: Random, encoding: DoorEncoding, id: string): Field[] {
  const fields: Field[] = [];
  for (const code of Object.keys(longNames)) {
    if (code === 'SI') fields.push([code, id]);
    else if (code === 'DT' || random.next() % 3 === 0) continue;
    else if (code === 'DD') fields.push([code, '']);
    else if (code === 'TD') fields.push([code, random.next() % 2 === 0 ? 'acme_1' : 'T'.repeat(mostCharacters)]);
    else if (numberCodes.has(code)) fields.push([code, String(random.next() % ((mostOf[code] ?? 0) + 1))]);
    else fields.push([code, hostileText(random, encoding, mostCharacters, code === 'CN' ? nameUnfit : frameUnfit)]);
  }
  if (random.next() % 4 === 0) fields.push(['ZZ', hostileText(random, encoding, 300, frameUnfit)]);
  // What is there twice has a long name once.
  if (random.next() % 8 === 0 && fields.some(([code]) => code === 'TN')) {
    fields.push(['TN', hostileText(random, encoding, mostCharacters, frameUnfit)]);
  }
  return fields;
}

/** What no feed may hold, and a dialer may send all the same. */
const unruly: readonly Field[] = [
  ['AN', 'x'.repeat(mostCharacters + 1)],
  ['AN', 'a\rb'],
  ['AN', 'a\nb'],
  ['TN', '\n'],
  ['CN', 'a/b'],
  ['TD', 'a b'],
  ['RE', '1000'],
  ['RE', '1e1'],
  ['RE', '-0'],
  ['RE', ' 7'],
  ['AO', '10000'],
  ['AO', ''],
  ['IR', '1.0'],
  ['RE', '007'],
  ['DD', 'x'],
];

/** Replaces one value now and then. */
export function unrulyFields(random: Random, fields: readonly Field[]): readonly Field[] {
  const chosen = random.next() % 4 === 0 ? unruly[random.next() % unruly.length] : undefined;
  if (chosen === undefined) return fields;
  let isDone = false;
  return fields.map((field) => {
    if (field[0] !== chosen[0] || isDone) return field;
    isDone = true;
    return chosen;
  });
}

function jsonValue([code, value]: Field, isObject: boolean): string {
  if (code === 'DD') return 'true';
  return numberCodes.has(code) || (code === 'DT' && isObject) ? value : JSON.stringify(value);
}

/** An outcome in JSON that is recorded as these fields. */
export function jsonOf(fields: readonly Field[], isObject: boolean): string {
  const { named, other } = sorted(fields);
  const members = Array.from(named, (field) => `"${longNames[field[0]] ?? ''}":${jsonValue(field, isObject)}`);
  return `{${[...members, ...(other.length === 0 ? [] : [`"other":${JSON.stringify(other)}`])].join(',')}}`;
}

/** The first of each code that has a long name, and all others, in their order. */
export function sorted(fields: readonly Field[]): { readonly named: ReadonlyMap<string, string>; other: Field[] } {
  const named = new Map<string, string>();
  const other: Field[] = [];
  for (const field of fields) {
    const [code, value] = field;
    if (longNames[code] === undefined || named.has(code)) other.push(field);
    else named.set(code, value);
  }
  return { named, other };
}

export function frameOf(fields: readonly Field[]): string {
  return `OZ${fields.map(([code, value]) => `\\${code}${value}`).join('')}`;
}
