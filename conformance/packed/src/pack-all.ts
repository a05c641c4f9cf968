import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Packs packages, given by their manifests, as npm would publish them. Returns the paths of the tarballs. */
export async function packAll(manifests: readonly string[], directory: string): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true });
  for (const manifest of manifests) {
    await run('pnpm', ['pack', '--pack-destination', directory], { cwd: dirname(manifest) });
  }
  return (await readdir(directory)).map((file) => join(directory, file));
}
