import type { z } from 'zod';
import { HttpProblem } from '../responses/http-problem.ts';

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.map((key) => key.slice(0, 40)).join(', ')}: unknown here`;
  const place = issue.path.map(String).join('.');
  return place === '' ? issue.message : `${place}: ${issue.message}`;
}

/** What is wrong with some input, in a line; no value is repeated. */
export function describeIssues({ issues }: z.core.$ZodError): string {
  return issues.map(wordsOf).join('; ');
}

/** Parsers of addresses put U+FFFD for what is not UTF-8, and so make one name of two. */
function isUtf8(search: string): boolean {
  try {
    decodeURIComponent(search);
    return true;
  } catch {
    return false;
  }
}

/** The query of an address, checked. Throws `INVALID_QUERY`. */
export function readQuery<Schema extends z.ZodType>(schema: Schema, url: string): z.output<Schema> {
  const given = new Map<string, string>();
  const { search, searchParams } = new URL(url);
  if (!isUtf8(search)) throw new HttpProblem(400, 'INVALID_QUERY', 'a % stands for no UTF-8: encode values in UTF-8');
  for (const [name, value] of searchParams) {
    if (given.has(name)) throw new HttpProblem(400, 'INVALID_QUERY', `${name.slice(0, 40)}: give it once`);
    given.set(name, value);
  }
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  throw new HttpProblem(400, 'INVALID_QUERY', describeIssues(result.error));
}
