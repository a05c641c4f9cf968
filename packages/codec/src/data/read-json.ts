import { jsonMembers } from '../json-members.ts';
import type { DataField, DataProblem, JsonKind } from './data-field.ts';
import type { ReadFields } from './data-format.ts';
import { isJson, oneLine } from './json-text.ts';

/** Parses a JSON object to fields without `JSON.parse`, which loses digits, order and repeated names. */
export function readJson(text: string): ReadFields {
  if (!isJson(text)) return failed([], { rule: 'malformed', message: 'The JSON text is not valid' });
  const json = text.trim();
  if (!json.startsWith('{')) return failed([], { rule: 'layout', message: 'Data in JSON must be an object' });
  const fields: DataField[] = [];
  const names = new Set<string>();
  for (const { name, start, end } of jsonMembers(json)) {
    if (names.has(name)) return failed(fields, { rule: 'layout', field: name, message: 'A name occurs twice' });
    names.add(name);
    fields.push({ name, ...valueOf(json.slice(start, end)) });
  }
  return { fields, problems: [] };
}

function failed(fields: readonly DataField[], problem: DataProblem): ReadFields {
  return { fields, problems: [problem] };
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
