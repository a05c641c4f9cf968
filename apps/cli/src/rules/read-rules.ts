import { type InstallationRules, installationRules } from '@sdmp/outcomes/rules';
import { readTextFile } from '@sdmp/terminal';
import { checkedJson } from './checked-json.ts';

const nothing = { agentOutcomes: [], rules: {} } as const;

/** Returns the rules of a file, or without one the usual ones. Throws a line with the place of the first fault. */
export async function readRules(path: string | undefined): Promise<InstallationRules> {
  if (path === undefined) return installationRules(nothing);
  const { rulesConfigSchema } = await import('@sdmp/outcomes/schema');
  return installationRules(checkedJson(path, await readTextFile(path), rulesConfigSchema, 'sdmp help rules'));
}
