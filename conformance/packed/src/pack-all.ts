import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import own from '../package.json' with { type: 'json' };

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Manifests of all packages that are published: this workspace depends on each of them. */
export const publishedManifests = Object.keys(own.devDependencies)
  .filter((name) => name.startsWith('@sdmp/'))
  .map((name) => require.resolve(`${name}/package.json`));

/** Packs packages, given by their manifests, as npm would publish them. Returns the paths of the tarballs. */
export async function packAll(manifests: readonly string[], directory: string): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true });
  for (const manifest of manifests) {
    await run('pnpm', ['pack', '--pack-destination', directory], { cwd: dirname(manifest) });
  }
  return (await readdir(directory)).map((file) => join(directory, file));
}
