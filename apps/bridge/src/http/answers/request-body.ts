import type { z } from 'zod';
import { HttpProblem } from './http-problem.ts';
import { describeIssues } from './read-query.ts';

/** Media type of a request, without its parameters. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The JSON of a request. Throws `INVALID_JSON`; its words never repeat what was sent. */
export async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (cause) {
    throw new HttpProblem(400, 'INVALID_JSON', 'the body is no JSON: send one complete JSON text in UTF-8', { cause });
  }
}

/** The JSON of a request, checked. Throws `INVALID_BODY`, `UNSUPPORTED_MEDIA_TYPE`. */
export async function readBody<Schema extends z.ZodType>(schema: Schema, request: Request): Promise<z.output<Schema>> {
  if (mediaTypeOf(request) !== 'application/json') {
    throw new HttpProblem(415, 'UNSUPPORTED_MEDIA_TYPE', 'send the body as application/json');
  }
  const result = schema.safeParse(await readJson(request));
  if (result.success) return result.data;
  throw new HttpProblem(400, 'INVALID_BODY', describeIssues(result.error));
}
