import { readdirSync } from 'node:fs';

/** Names of the files that a reader of the folder is after: not those that begin with a dot. */
export function visibleNames(directory: string): string[] {
  return readdirSync(directory).filter((name) => !name.startsWith('.'));
}
