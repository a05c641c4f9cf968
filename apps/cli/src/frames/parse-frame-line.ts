import { format } from '@sdmp/codec';

/** A line of input cannot be used. `message` completes "line 7: …" and never repeats what the line holds. */
export class InvalidLineError extends Error {
  override readonly name = 'InvalidLineError';
}

/** Reads a line that `describeFrame` made, or a person wrote, to the text of its frame with everything around it. */
export function parseFrameLine(line: string): string {
  const object = parseObject(line);
  return optionalText(object, 'before', '') + frameText(object) + optionalText(object, 'terminator', '\0');
}

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(line: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new InvalidLineError('it is no JSON', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidLineError('it is no JSON object');
  }
  return value as JsonObject;
}

function frameText(object: JsonObject): string {
  if (object['raw'] !== undefined) return optionalText(object, 'raw', '');
  const { code } = object;
  if (code === null && object['params'] !== undefined) {
    throw new InvalidLineError("it has neither 'code' nor 'raw'; the frame was too large to be kept");
  }
  if (!isCode(code)) throw new InvalidLineError("'code' must be two letters or digits");
  const service = placeOf(object, 'service');
  const layer = placeOf(object, 'interface');
  if ((service === null) !== (layer === null)) {
    throw new InvalidLineError("'service' and 'interface' must both be given, or both be null");
  }
  const text = format({ service, interface: layer, code, fields: fieldsOf(object['params']) });
  if (text.includes('\0')) throw new InvalidLineError('a value holds a NUL, which would end the frame');
  return text;
}

function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9]{2}$/.test(value);
}

function placeOf(object: JsonObject, key: 'service' | 'interface'): string | null {
  const value = object[key] ?? null;
  if (value === null || isCode(value)) return value;
  throw new InvalidLineError(`'${key}' must be two letters or digits, or null`);
}

function fieldsOf(params: unknown): readonly string[] {
  if (params === undefined) return [];
  if (!Array.isArray(params)) throw new InvalidLineError("'params' must be a list of [code, value]");
  return params.flatMap((pair: unknown) => {
    if (Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string')) return pair;
    throw new InvalidLineError("each of 'params' must be [code, value], both in quotes");
  });
}

function optionalText(object: JsonObject, key: string, absent: string): string {
  const value = object[key];
  if (value === undefined) return absent;
  if (typeof value === 'string') return value;
  throw new InvalidLineError(`'${key}' must be text`);
}
