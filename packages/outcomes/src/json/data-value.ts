import { invalidOutcome } from '../model/invalid-outcome.ts';

/** Line-of-business data in a JSON outcome: a JSON object as such, anything else as text. */
export type DataValue = string | { readonly [key: string]: unknown };

const strings = /"[^"\\]*(?:\\.[^"\\]*)*"/g;
/** With sixteen digits and more, an exponent, or a minus in front of zero, a number may come out of JavaScript changed. */
const fragileNumber = /\d[\d.]{15,}|\d[eE]|-0/;
/** Levels of an object that is shown as one: what walks through it takes a step of the stack for each. */
const deepestObject = 200;

/** A JSON text without what its strings hold and without blanks: its structure and its numbers. */
function bare(json: string): string {
  return json.replace(strings, '""').replace(/\s+/g, '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObjectText(text: string): boolean {
  // A text that begins with a brace is that of an object or of nothing.
  return text.startsWith('{') && parsed(text) !== undefined;
}

function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of json) {
    if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return deepest;
}

/** Members of all objects in a value. */
function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const values: readonly unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : values.length;
  return values.reduce<number>((sum, each) => sum + countMembers(each), own);
}

/**
 * Returns DT as a JavaScript value: an object when it is the JSON text of one, otherwise the text itself. Text, too, is what
 * such an object cannot hold: a number that would change, a name that is there twice, more than 200 levels. An object of
 * JavaScript writes numbers in its own way (1.50 is 1.5) and names that are numbers first; `dataJson` changes nothing.
 */
export function dataValue(text: string): DataValue {
  if (!text.startsWith('{')) return text;
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return text;
  const structure = bare(text);
  if (depthOf(structure) > deepestObject || structure.split(':').length - 1 !== countMembers(value)) return text;
  if (fragileNumber.test(structure) && structure !== bare(JSON.stringify(value))) return text;
  return value as DataValue;
}

const lineEnds = /[\r\n]+/g;

/**
 * Returns DT as it stands in a JSON text: the JSON text of an object as it is, only without line ends between its tokens, so
 * that it keeps each digit, the order, repeated names and escapes; anything else as a JSON string.
 */
export function dataJson(text: string): string {
  // Half of a pair is kept by an escape only.
  return isObjectText(text) && text.isWellFormed() ? text.replace(lineEnds, '') : JSON.stringify(text);
}

function checkValue(_: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw invalidOutcome('data holds a number that JSON does not have (NaN or infinite): give it as text');
  }
  return value;
}

/**
 * Returns data as they are recorded: text as it is, an object as its JSON text. Throws `INVALID_OUTCOME` for what JSON cannot
 * hold: NaN, an infinite number, a BigInt, an object inside of itself.
 */
export function dataText(value: DataValue): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value, checkValue);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw invalidOutcome('data cannot be written as JSON: leave out BigInt values and objects inside of themselves');
  }
}
