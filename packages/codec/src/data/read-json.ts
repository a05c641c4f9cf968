import { endOfJson } from '../json-end.ts';
import type { DataField, JsonKind } from './data-field.ts';
import type { ReadFields } from './data-format.ts';
import type { DataProblem } from './data-problem.ts';
import { isJson, oneLine } from './json-text.ts';

const string = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const scalar = /[^\s,}]+/y;
const punctuation = /[\s,:]*/y;

/** A JSON object to fields: an own look at its text, because `JSON.parse` loses digits, order and repeated names. */
export function readJson(text: string): ReadFields {
  if (!isJson(text)) return failed([], { rule: 'malformed', message: 'The JSON text is not valid' });
  const json = text.trim();
  if (!json.startsWith('{')) return failed([], { rule: 'layout', message: 'Data in JSON are an object' });
  const fields: DataField[] = [];
  const names = new Set<string>();
  let at = endOf(punctuation, json, 1);
  while (json.charAt(at) !== '}') {
    const nameEnd = endOf(string, json, at);
    const name = unescaped(json.slice(at, nameEnd));
    const start = endOf(punctuation, json, nameEnd);
    const end = endOfValue(json, start);
    if (names.has(name)) return failed(fields, { rule: 'layout', field: name, message: 'A name is there twice' });
    names.add(name);
    fields.push({ name, ...valueOf(json.slice(start, end)) });
    at = endOf(punctuation, json, end);
  }
  return { fields, problems: [] };
}

function failed(fields: readonly DataField[], problem: DataProblem): ReadFields {
  return { fields, problems: [problem] };
}

function endOf(form: RegExp, text: string, start: number): number {
  form.lastIndex = start;
  form.exec(text);
  return form.lastIndex;
}

/** The text is valid JSON: a value ends where its kind says. */
function endOfValue(json: string, start: number): number {
  const first = json.charAt(start);
  if (first === '"') return endOf(string, json, start);
  if (first === '{' || first === '[') return endOfJson(json, start) ?? json.length;
  return endOf(scalar, json, start);
}

const kinds: Readonly<Record<string, JsonKind>> = {
  '"': 'text',
  '{': 'nested',
  '[': 'nested',
  t: 'boolean',
  f: 'boolean',
  n: 'null',
};

function valueOf(token: string): { readonly value: string; readonly json: JsonKind } {
  const json = kinds[token.charAt(0)] ?? 'number';
  if (json === 'text') return { value: unescaped(token), json };
  if (json === 'nested') return { value: oneLine(token), json };
  return { value: json === 'null' ? '' : token, json };
}

function unescaped(token: string): string {
  return String(JSON.parse(token));
}
