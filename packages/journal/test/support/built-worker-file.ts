import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';

/** Stands in for `src/sqlite/writer/worker-file.ts` in tests: the workers as they were built for this run. */
export function workerFile(name: string): URL {
  return pathToFileURL(join(inject('workers'), `${name}.mjs`));
}
