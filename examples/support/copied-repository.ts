import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Copies folders of the repository, with their builds and what stands at its root, so that a test may change sources. What is
 * installed is shared. Returns the folder of the copy.
 */
export function copyRepository(folders: readonly string[]): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'sdmp-copy-')));
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...folders, ':(glob)*'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of listed.split('\n').filter((name) => name !== '' && existsSync(join(root, name))))
    cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  // The links between workspaces are relative, so that those of the copy lead to the copy.
  for (const manifest of globSync('{packages,apps,conformance}/*/package.json', { cwd: copy }))
    for (const part of ['node_modules', 'dist'])
      if (existsSync(join(root, dirname(manifest), part)))
        cpSync(join(root, dirname(manifest), part), join(copy, dirname(manifest), part), {
          recursive: true,
          verbatimSymlinks: true,
        });
  return copy;
}

/** Removes a copy. */
export function removeCopy(copy: string): void {
  if (copy !== '') rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
}
