/** Line-of-business data in a JSON outcome: a JSON object as such, anything else as text. */
export type DataValue = string | { readonly [key: string]: unknown };

const strings = /"(?:[^"\\]|\\.)*"/g;
/** With sixteen digits and more, or an exponent, a number may come out of a JavaScript number changed. */
const fragileNumber = /\d[\d.]{15,}|\d[eE]/;

/** A JSON text without its strings and white space: what is left of its values is numbers. */
function bareNumbers(json: string): string {
  return json.replace(strings, '""').replace(/\s/g, '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * DT as a JSON outcome shows it: as an object when it is the JSON text of one, otherwise the text itself. An object with a
 * number that JavaScript cannot hold exactly stays text, so that no digit is lost.
 */
export function dataValue(text: string): DataValue {
  if (!text.startsWith('{')) return text;
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return text;
  const numbers = bareNumbers(text);
  if (fragileNumber.test(numbers) && numbers !== bareNumbers(JSON.stringify(value))) return text;
  return value as DataValue;
}

/** The reverse: an object is written as JSON text. */
export function dataText(value: DataValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
