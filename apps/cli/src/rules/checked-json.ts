import type { z } from 'zod';

/** Returns what a JSON file says, checked. Throws a line with the place of the first fault; `help` is the command that knows more. */
export function checkedJson<Value>(path: string, text: string, schema: z.ZodType<Value>, help: string): Value {
  const parsed = schema.safeParse(jsonOf(path, text));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const place = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `;
  const more = parsed.error.issues.length - 1;
  const others = more === 0 ? '' : ` (and ${more} more)`;
  throw new Error(`${path}: ${place}${first?.message ?? 'is wrong'}${others}: see '${help}'`);
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${path}: is no JSON: ${why}`, { cause });
  }
}
