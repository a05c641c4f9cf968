import type { JsonKind } from './data-field.ts';

const stringsAndBlanks = /"[^"\\]*(?:\\.[^"\\]*)*"|\s+/g;

/** Removes blanks between the tokens of JSON text, because line ends would end the message. */
export function oneLine(json: string): string {
  return json.replace(stringsAndBlanks, (token) => (token.startsWith('"') ? token : ''));
}

/** Returns whether the text is valid JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const numberForm = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const checks: Readonly<Record<JsonKind, (value: string) => boolean>> = {
  text: () => true,
  number: (value) => numberForm.test(value),
  boolean: (value) => value === 'true' || value === 'false',
  null: (value) => value === '',
  nested: (value) => /^[[{]/.test(value) && isJson(value),
};

/** Returns whether a field's value can be written as this kind of JSON. */
export function isJsonOfKind(value: string, kind: JsonKind): boolean {
  return checks[kind](value);
}
