import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The part of a built file's name that is a hash of its contents. */
const contentHash = /-[0-9A-Z]{8}\.js$/;

/**
 * Returns a hash of the built code of some workspaces, which changes with the code and not with its comments or tests. Entries
 * name the other built files that they import by the hash of their contents, so the entries alone suffice. Throws when a
 * workspace is not built.
 */
export function measuredCode(workspaces: readonly string[]): string {
  const hash = createHash('sha256');
  for (const workspace of workspaces) {
    const files = globSync(`${workspace}/dist/*.js`, { cwd: root }).filter((file) => !contentHash.test(file));
    if (files.length === 0) throw new Error(`${workspace} is not built. Run: pnpm build`);
    for (const file of files.toSorted()) hash.update(file).update(readFileSync(`${root}/${file}`));
  }
  return hash.digest('hex').slice(0, 16);
}
