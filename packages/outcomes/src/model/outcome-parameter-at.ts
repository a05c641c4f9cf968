import { decode, jsonMembers } from '@sdmp/codec';
import { separator } from '@sdmp/protocol';
import { outcomeParameters } from './outcome-fields.ts';
import { outcomeKeys } from '../json/outcome-keys.ts';

const brace = '{';

/**
 * Returns the parameter that the character at `at` of a frame or a JSON outcome belongs to, as a message names it:
 * `CN (campaignName)` or `campaignName`. Undefined where it belongs to none, or the text cannot be read.
 */
export function outcomeParameterAt(text: string, at: number): string | undefined {
  return text.startsWith(brace) ? memberAt(text, at) : segmentAt(text, at);
}

function memberAt(text: string, at: number): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const name = jsonMembers(text).find(({ start, end }) => start <= at && at < end)?.name;
  return name !== undefined && outcomeKeys.includes(name) ? name : undefined;
}

function segmentAt(text: string, at: number): string | undefined {
  const { code: head, fields } = decode(text);
  let end = text.indexOf(separator);
  if (head === '' || end < 0) return undefined;
  for (let index = 0; index < fields.length; index += 2) {
    const code = fields[index] ?? '';
    end += separator.length + code.length + (fields[index + 1] ?? '').length;
    if (at < end) return parameterName(code);
  }
  return undefined;
}

/** A parameter's code with its long name, where the catalogue has one. */
export function parameterName(code: string): string {
  const name = outcomeParameters.get(code)?.definition.name;
  return name === undefined ? code.toWellFormed() : `${code} (${name})`;
}
