import { execFile } from 'node:child_process';
import { cpSync, globSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

/** What a release reads beside the workspaces. */
const files = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', '.changeset', 'scripts', '.gitignore'];
/** Not read by a release, and large. */
const leftOut = ['src', 'test', 'coverage', '.turbo', 'fuzz', '.vitepress'];

/**
 * Copies what is released, as it was built here, into a repository of its own with the branch `main`, so that a release can be
 * tried without a trace here. Nothing is installed or built again.
 */
export async function copyForRelease(directory: string): Promise<void> {
  for (const file of files) cpSync(join(root, file), join(directory, file), { recursive: true });
  for (const manifest of globSync('{packages,apps,conformance}/*/package.json', { cwd: root })) {
    const workspace = dirname(manifest);
    const skipped = new Set(leftOut.map((name) => join(root, workspace, name)));
    cpSync(join(root, workspace), join(directory, workspace), {
      recursive: true,
      // The links between workspaces are relative: they lead to the copies.
      verbatimSymlinks: true,
      filter: (source) => !skipped.has(source),
    });
    withoutProvenance(join(directory, manifest));
  }
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
  await git(directory, 'init', '--quiet', '--initial-branch=main');
  await commitAll(directory, 'As it is');
}

/** Where a package was built is signed by GitHub; elsewhere npm refuses to publish with it. */
function withoutProvenance(file: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(/\n *"provenance": true,/, ''));
}

/** Commits everything in a copy. */
export async function commitAll(directory: string, subject: string): Promise<void> {
  await git(directory, 'add', '--all');
  await git(directory, 'commit', '--quiet', '--message', subject);
}

async function git(directory: string, ...words: readonly string[]): Promise<void> {
  const author = ['-c', 'user.name=release', '-c', 'user.email=release@localhost', '-c', 'commit.gpgsign=false'];
  await run('git', [...author, ...words], { cwd: directory });
}
