import { readFile } from 'node:fs/promises';
import { describeError } from '@sdmp/terminal';
import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

/** What an endpoint or a client does not claim: ids of requirements or checks, each with the reason. */
export type Claims = ReadonlyMap<string, string>;

const schema = z.strictObject({
  /** For people. */
  about: z.string().optional(),
  notClaimed: z.record(z.string(), z.string().min(1)),
});

/** Reads what is not claimed. An id that is not known is an error: it would never be stale. */
export async function readClaims(file: string, known: ReadonlySet<string>): Promise<Claims> {
  const { notClaimed } = parse(file, await read(file));
  const unknown = Object.keys(notClaimed).find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`${file}: there is no requirement or check '${unknown}' ('--list' shows all)`);
  }
  return new Map(Object.entries(notClaimed));
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new InvalidArgumentError(describeError(error));
  }
}

function parse(file: string, text: string): z.infer<typeof schema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InvalidArgumentError(`${file} is no JSON`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InvalidArgumentError(`${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is wrong'}`);
}
