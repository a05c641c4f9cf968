import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { readManifest } from './shipped-package.ts';

/** Returns the names of the packages that are published, programs first, then in the order of their names. */
export function publishedNames(): readonly string[] {
  return ['apps', 'packages'].flatMap((folder) =>
    globSync(`${folder}/*/package.json`)
      .map((file) => readManifest(dirname(file)))
      .filter((manifest) => manifest.private !== true)
      .map(({ name }) => name)
      .toSorted(),
  );
}
