import { endOfJson } from './json-end.ts';

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const space = 0x20;

/** A value in a JSON text: its characters are those from `start` to before `end`. */
export interface JsonValue {
  readonly start: number;
  readonly end: number;
}

/** A member of an object in a JSON text. */
export interface JsonMember extends JsonValue {
  /** Unescaped. */
  readonly name: string;
}

/**
 * Returns the members of the object that begins at `start`, in order, repeats included: `JSON.parse` loses digits, order,
 * repeated names and escapes, their source text has them all. The text must be valid JSON.
 */
export function jsonMembers(json: string, start = 0): JsonMember[] {
  const members: JsonMember[] = [];
  for (let at = nextToken(json, start + 1); json.charCodeAt(at) === quote; ) {
    const nameEnd = endOfString(json, at);
    const name = unescaped(json, at, nameEnd);
    // Behind the colon.
    const value = nextToken(json, nextToken(json, nameEnd) + 1);
    const end = endOfValue(json, value);
    members.push({ name, start: value, end });
    at = nextElement(json, end);
  }
  return members;
}

/** Returns the elements of the array that begins at `start`, in order. The text must be valid JSON. */
export function jsonElements(json: string, start = 0): JsonValue[] {
  const elements: JsonValue[] = [];
  for (let at = nextToken(json, start + 1); at < json.length && json.charCodeAt(at) !== closeBracket; ) {
    const end = endOfValue(json, at);
    elements.push({ start: at, end });
    at = nextElement(json, end);
  }
  return elements;
}

/** Where the value that the whole text is begins. */
export function jsonStart(json: string): number {
  return nextToken(json, 0);
}

/** Skips blanks. JSON has no others that are valid outside a string. */
function nextToken(json: string, start: number): number {
  let at = start;
  while (json.charCodeAt(at) <= space) at++;
  return at;
}

function nextElement(json: string, end: number): number {
  const at = nextToken(json, end);
  return json.charCodeAt(at) === comma ? nextToken(json, at + 1) : at;
}

/** Behind the closing quote: the first one with an even number of backslashes in front. */
function endOfString(json: string, start: number): number {
  let at = json.indexOf('"', start + 1);
  while (at >= 0 && isEscaped(json, at)) at = json.indexOf('"', at + 1);
  return at < 0 ? json.length : at + 1;
}

function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json.charCodeAt(first - 1) === backslash) first--;
  return (at - first) % 2 === 1;
}

function endOfValue(json: string, start: number): number {
  const first = json.charCodeAt(start);
  if (first === quote) return endOfString(json, start);
  if (first === openBrace || first === openBracket) return endOfJson(json, start) ?? json.length;
  let at = start;
  while (at < json.length && !endsScalar(json.charCodeAt(at))) at++;
  return at;
}

function endsScalar(unit: number): boolean {
  return unit <= space || unit === comma || unit === closeBrace || unit === closeBracket;
}

function unescaped(json: string, start: number, end: number): string {
  const name = json.slice(start + 1, end - 1);
  return name.includes('\\') ? String(JSON.parse(json.slice(start, end))) : name;
}
