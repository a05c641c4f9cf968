import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { tmpdir } from 'node:os';
import { promisify, stripVTControlCharacters } from 'node:util';

const run = promisify(execFile);

/** One change that waits for the release. */
export interface PlannedChange {
  readonly releases: readonly { readonly name: string; readonly type: string }[];
  readonly summary: string;
  readonly id: string;
}

/** What a release would be. */
export interface ReleasePlan {
  readonly changesets: readonly PlannedChange[];
  readonly releases: readonly {
    readonly name: string;
    readonly type: string;
    readonly oldVersion: string;
    readonly newVersion: string;
  }[];
}

/** Returns what changesets would release. Changes nothing. Throws what changesets says, such as that no changeset waits. */
export async function readReleasePlan(): Promise<ReleasePlan> {
  const folder = await mkdtemp(join(tmpdir(), 'sdmp-plan-'));
  try {
    const file = join(folder, 'plan.json');
    await run('changeset', ['status', `--output=${relative(process.cwd(), file)}`]).catch((error: unknown) => {
      const said = error instanceof Error && 'stdout' in error ? stripVTControlCharacters(String(error.stdout)) : '';
      const lines = said.split('\n').map((line) => line.replace(/^\W+/, ''));
      throw new Error(lines.filter((line) => line !== '').join(' ') || String(error), { cause: error });
    });
    return JSON.parse(await readFile(file, 'utf8')) as ReleasePlan;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
