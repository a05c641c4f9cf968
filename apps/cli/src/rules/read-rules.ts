import { type InstallationRules, installationRules } from '@sdmp/outcomes/rules';
import { readTextFile } from '@sdmp/terminal';

const nothing = { agentOutcomes: [], rules: {} } as const;

/** Returns the rules of a file, or without one the usual ones. Throws a line with the place of the first fault. */
export async function readRules(path: string | undefined): Promise<InstallationRules> {
  if (path === undefined) return installationRules(nothing);
  const { rulesConfigSchema } = await import('@sdmp/outcomes/schema');
  const parsed = rulesConfigSchema.safeParse(jsonOf(path, await readTextFile(path)));
  if (parsed.success) return installationRules(parsed.data);
  const [first] = parsed.error.issues;
  const place = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `;
  const more = parsed.error.issues.length - 1;
  const others = more === 0 ? '' : ` (and ${more} more)`;
  throw new Error(`${path}: ${place}${first?.message ?? 'is wrong'}${others}: see 'sdmp help rules'`);
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${path}: is no JSON: ${why}`, { cause });
  }
}
