import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { OtherRuntime } from '../../../scripts/release/other-runtimes.ts';
import type { LocalRegistry } from './local-registry.ts';

const run = promisify(execFile);

/** Time limit of a program, so that one that does not end fails by name. */
const patienceMs = 60_000;

/** A project outside of the workspace in which Bun or Deno installed the packages. */
export interface RuntimeProject {
  readonly directory: string;
  /** What programs are run with. */
  readonly env: NodeJS.ProcessEnv;
}

/** Makes a project, and lets the runtime's own installer put packages into it. */
export async function runtimeProject(
  { name, program, prefix, install, cacheIn }: OtherRuntime,
  within: string,
  { settings }: LocalRegistry,
  packages: readonly string[],
): Promise<RuntimeProject> {
  const directory = join(within, name);
  mkdirSync(directory);
  const env = { ...process.env, ...cacheIn(join(within, `${name} cache`)), NO_COLOR: '1' };
  writeFileSync(join(directory, '.npmrc'), settings);
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'team', private: true, type: 'module' }));
  for (const file of ['outcome-reader.ts', 'pure-packages.ts']) {
    copyFileSync(join(import.meta.dirname, file), join(directory, file));
  }
  const printer = `import { results } from './pure-packages.ts';\nconsole.log(JSON.stringify(results()));\n`;
  writeFileSync(join(directory, 'print-results.ts'), printer);
  await run(program, [...install, ...packages.map((each) => prefix + each)], { cwd: directory, env });
  return { directory, env };
}

/** A program that prints lines, while it runs. */
export interface RunningProgram {
  /** Resolves with the next lines. Rejects with what the program said when it ended before. */
  readonly take: (count: number) => Promise<readonly string[]>;
  /** Resolves with the lines that are left when the program has ended. Rejects with what it said when it failed. */
  readonly rest: () => Promise<readonly string[]>;
}

/** Starts a program of a project. */
export function startOn(
  { program }: OtherRuntime,
  { directory, env }: RuntimeProject,
  words: readonly string[],
): RunningProgram {
  const child = spawn(program, words, { cwd: directory, env, timeout: patienceMs });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const take = async (count: number): Promise<readonly string[]> => {
    const taken: string[] = [];
    while (taken.length < count) {
      const { done, value } = await lines.next();
      if (done === true) break;
      taken.push(value);
    }
    return taken;
  };
  return {
    take: async (count) => {
      const taken = await take(count);
      if (taken.length < count) throw new Error(`the program ended after ${taken.join(' ')}: ${said}`);
      return taken;
    },
    rest: async () => {
      const taken = await take(Number.POSITIVE_INFINITY);
      await ended;
      if (child.exitCode !== 0) throw new Error(`the program ended with ${child.exitCode}: ${said}`);
      return taken;
    },
  };
}
