import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the built workers. */
    readonly workers: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds the workers of the journal for one run of the tests, from the sources as they are: a thread that has to read
 * TypeScript takes several times as long to start.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outDir = await mkdtemp(join(tmpdir(), 'sdmp-journal-workers-'));
  await build({
    config: false,
    silent: true,
    entry: ['writer-worker', 'checkpoint-worker'].map((name) => join(root, `src/sqlite/writer/${name}.ts`)),
    outDir,
    format: 'esm',
    target: 'es2023',
    platform: 'node',
    removeNodeProtocol: false,
    outExtension: () => ({ js: '.mjs' }),
  });
  project.provide('workers', outDir);
  return () => rm(outDir, { recursive: true, force: true });
}
