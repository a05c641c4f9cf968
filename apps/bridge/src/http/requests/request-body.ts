import { invalidUtf8At, readUtf8 } from '@sdmp/codec';
import type { z } from 'zod';
import { HttpProblem } from '../responses/http-problem.ts';
import { describeIssues } from './read-query.ts';

/** Media type of a request, without its parameters. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** A body with its text: a parser changes digits, order, repeated names and escapes. */
export interface JsonBody {
  readonly text: string;
  readonly value: unknown;
}

/** Names what stands at a character of a body that is not all text; undefined where nothing has a name. */
export type NamePlace = (text: string, at: number) => string | undefined;

const byteOrderMark = '\ufeff';
const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i;
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** RFC 8259 leaves no choice; a body that says it is written otherwise would be read wrong. */
function checkCharset(request: Request): void {
  const [, name = 'utf-8'] = charset.exec(request.headers.get('content-type') ?? '') ?? [];
  if (/^utf-?8$/i.test(name)) return;
  throw new HttpProblem(415, 'UNSUPPORTED_MEDIA_TYPE', 'JSON is sent in UTF-8: leave charset out, or say utf-8');
}

function textOf(bytes: Uint8Array, nameOf: NamePlace): string {
  const text = readUtf8(bytes);
  if (text !== undefined) return text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const at = invalidUtf8At(bytes);
  const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const name = nameOf(lenient.decode(bytes), lenient.decode(bytes.subarray(0, at)).length);
  const place = name === undefined ? '' : `, in ${name}`;
  throw new HttpProblem(400, 'INVALID_JSON', `byte ${at + 1} of the body, 0x${byte}, is not UTF-8${place}: send UTF-8`);
}

/** Returns the JSON of a request with its text. Throws `INVALID_JSON`, `UNSUPPORTED_MEDIA_TYPE`; its words never repeat a value. */
export async function readJson(request: Request, nameOf: NamePlace = () => undefined): Promise<JsonBody> {
  checkCharset(request);
  const text = textOf(new Uint8Array(await request.arrayBuffer()), nameOf);
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch (cause) {
    throw new HttpProblem(400, 'INVALID_JSON', 'the body is no JSON: send one complete JSON text in UTF-8', { cause });
  }
}

/** The JSON of a request, checked. Throws `INVALID_BODY`, `UNSUPPORTED_MEDIA_TYPE`. */
export async function readBody<Schema extends z.ZodType>(schema: Schema, request: Request): Promise<z.output<Schema>> {
  if (mediaTypeOf(request) !== 'application/json') {
    throw new HttpProblem(415, 'UNSUPPORTED_MEDIA_TYPE', 'send the body as application/json');
  }
  const { value } = await readJson(request);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new HttpProblem(400, 'INVALID_BODY', describeIssues(result.error));
}
