import type { Random } from '../../built-packages.ts';
import { hostileData } from './hostile-data.ts';
import { bytesIn, type DoorEncoding, hostileText } from './hostile-text.ts';

/** An outcome that must be recorded exactly so. Written down here alone: nothing of it comes from the code that is tried. */
export interface GoodCase {
  readonly id: string;
  /** Code and value in the order of the record, data last. */
  readonly fields: readonly (readonly [code: string, value: string])[];
  readonly isObject: boolean;
  readonly bytes: Buffer;
  /** As JSON. */
  readonly json: string;
}

/** One that must be refused, and the parameter that the refusal must name. */
export interface BadCase {
  readonly id: string;
  readonly parameter: string;
  readonly bytes: Buffer;
  readonly json: string | undefined;
}

export type ValueCase = GoodCase | BadCase;

export function isBad(each: ValueCase): each is BadCase {
  return 'parameter' in each;
}

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
const mostCharacters = 80;
const mostOf: Readonly<Record<string, number>> = { AO: 9999, IR: 999, RE: 999 };

const frameUnfit = /[\0\r\n\\]/;
const nameUnfit = /[\0\r\n\\/:*?"<>|&%+!';]/;

function fieldsOf(random: Random, encoding: DoorEncoding, id: string): (readonly [string, string])[] {
  const fields: (readonly [string, string])[] = [];
  for (const code of Object.keys(longNames)) {
    if (code === 'SI') fields.push([code, id]);
    else if (code === 'DT' || random.next() % 3 === 0) continue;
    else if (code === 'DD') fields.push([code, '']);
    else if (code === 'TD') fields.push([code, random.next() % 2 === 0 ? 'acme_1' : 'T'.repeat(mostCharacters)]);
    else if (numberCodes.has(code)) fields.push([code, String(random.next() % ((mostOf[code] ?? 0) + 1))]);
    else fields.push([code, hostileText(random, encoding, mostCharacters, code === 'CN' ? nameUnfit : frameUnfit)]);
  }
  if (random.next() % 4 === 0) fields.push(['ZZ', hostileText(random, encoding, 300, frameUnfit)]);
  return fields;
}

function jsonValue(code: string, value: string, isObject: boolean): string {
  if (code === 'DD') return 'true';
  return numberCodes.has(code) || (code === 'DT' && isObject) ? value : JSON.stringify(value);
}

function jsonOf(fields: GoodCase['fields'], isObject: boolean, more: readonly string[] = []): string {
  const members = fields.map(([code, value]) =>
    code === 'ZZ'
      ? `"other":[["ZZ",${JSON.stringify(value)}]]`
      : `"${longNames[code] ?? ''}":${jsonValue(code, value, isObject)}`,
  );
  return `{${[...members, ...more].join(',')}}`;
}

function frameOf(fields: GoodCase['fields']): string {
  return `OZ${fields.map(([code, value]) => `\\${code}${value}`).join('')}`;
}

/** What breaks a JSON outcome: the member as it is written, and the parameter to be named. */
const badMembers = [
  [String.raw`"telephoneNumber":"\ud83d"`, 'telephoneNumber'],
  [String.raw`"telephoneNumber":"a\udc00b"`, 'telephoneNumber'],
  [String.raw`"agentIdentifier":"a\u0000b"`, 'agentIdentifier'],
  [String.raw`"campaignName":"a\r\nb"`, 'campaignName'],
  [String.raw`"agentIdentifier":"a\\b"`, 'agentIdentifier'],
  [`"agentIdentifier":"${'x'.repeat(mostCharacters + 1)}"`, 'agentIdentifier'],
  [`"telephoneNumber":"${'😀'.repeat(mostCharacters / 2)}x"`, 'telephoneNumber'],
  ['"campaignName":"a/b"', 'campaignName'],
  ['"reason":10.0', 'reason'],
  ['"reason":1e2', 'reason'],
  ['"reason":1e999', 'reason'],
  ['"reason":-0', 'reason'],
  ['"reason":1000', 'reason'],
  ['"agentOutcome":10.00000000000000001', 'agentOutcome'],
  ['"reason":1,"reason":2', 'reason'],
  ['"__proto__":{"reason":1}', '__proto__'],
  ['"data":[1]', 'data'],
  [String.raw`"data":"a\nb"`, 'data'],
  [String.raw`"data":"a\\TXb"`, 'data'],
  ['"time":"2026-02-30T00:00:00Z"', 'time'],
  ['"time":"2026-02-28T00:00:00.123456Z"', 'time'],
  [String.raw`"other":[["ZZ","\ud83d"]]`, 'other'],
] as const;

/** What breaks a frame. */
const badSegments = [
  [`\\AN${'x'.repeat(mostCharacters + 1)}`, 'agentIdentifier'],
  ['\\RE1000', 'reason'],
  ['\\RE1e1', 'reason'],
  ['\\CNa/b', 'campaignName'],
  ['\\TDa b', 'tenantDescriptor'],
  ['\\TNa\rb', 'telephoneNumber'],
  ['\\DDx', 'dontDial'],
] as const;

function badCase(random: Random, encoding: DoorEncoding, id: string, isJson: boolean): BadCase {
  const session = isJson ? `"sessionIdentifier":"${id}"` : `\\SI${id}`;
  if (random.next() % 4 === 0 && encoding !== 'windows-1252') return brokenText(encoding, id, session, isJson);
  if (isJson) {
    const usable = badMembers.filter(([member]) => encoding !== 'windows-1252' || !member.includes('😀'));
    const [member, parameter] = usable[random.next() % usable.length] ?? ['', ''];
    const json = `{${session},${member}}`;
    return { id, parameter, bytes: bytesIn(json, encoding), json };
  }
  const [segment, parameter] = badSegments[random.next() % badSegments.length] ?? ['', ''];
  return { id, parameter, bytes: bytesIn(`OZ${session}${segment}`, encoding), json: undefined };
}

/** A byte of Windows-1252 where UTF-8 was agreed on, or half of a pair in UTF-16. */
function brokenText(encoding: DoorEncoding, id: string, session: string, isJson: boolean): BadCase {
  const half = encoding === 'utf-8' ? '\u00e9' : '\ud83d';
  const text = isJson ? `{${session},"agentIdentifier":"Jos${half}"}` : `OZ${session}\\ANJos${half}`;
  const bytes = encoding === 'utf-8' ? Buffer.from(text, 'latin1') : Buffer.from(text, 'utf16le');
  return { id, parameter: 'agentIdentifier', bytes, json: undefined };
}

const oneIsBadOf = 8;

/** Makes a case; every eighth or so is bad. Odd numbers are JSON, even ones frames, unless all are to be JSON. */
export function makeCase(random: Random, encoding: DoorEncoding, number: number, onlyJson: boolean): ValueCase {
  const id = `c${number}`;
  const isJson = onlyJson || number % 2 === 1;
  if (random.next() % oneIsBadOf === 0) return badCase(random, encoding, id, isJson);
  const data = hostileData(random, encoding);
  const fields = fieldsOf(random, encoding, id);
  if (data !== undefined) fields.push(['DT', data.text]);
  const isObject = data?.isObject === true;
  const json = jsonOf(fields, isObject);
  return { id, fields, isObject, json, bytes: bytesIn(isJson ? json : frameOf(fields), encoding) };
}

/** The body of the record. */
export function bodyOf({ fields }: GoodCase): string {
  return frameOf(fields).slice(2);
}
