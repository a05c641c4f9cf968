import { execFile } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The first example of the README of an installed package, run. */
export interface RunExample {
  /** Name of the package. */
  readonly name: string;
  /** What its comments say that it prints; empty where they say nothing. */
  readonly expected: string;
  readonly printed: string;
  /** What it wrote to standard error. */
  readonly said: string;
}

/** A program that runs TypeScript, and the words before the path of the file. */
export interface Runner {
  readonly program: string;
  readonly words: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Returns how a release of Node runs an example. Node 22 runs types only when it is told to. */
export function onNode(program = process.execPath): Runner {
  return { program, words: ['--experimental-strip-types', '--no-warnings'] };
}

/** Returns the first example of the README of an installed package. */
function exampleOf(project: string, name: string): string | undefined {
  return /^```ts\n(.*?)^```/ms.exec(readFileSync(join(project, 'node_modules', name, 'README.md'), 'utf8'))?.[1];
}

/**
 * Runs the first example of the README of an installed package, as it stands in the installed file. Throws when it has none,
 * and what a program that fails says.
 */
export async function runReadmeExample(
  project: string,
  name: string,
  { program, words, env = process.env }: Runner = onNode(),
): Promise<RunExample> {
  const example = exampleOf(project, name);
  if (example === undefined) throw new Error(`the README of ${name} has no example`);
  const file = `example-${name.replace(/^.*\//, '')}.mts`;
  writeFileSync(join(project, file), example);
  const { stdout, stderr } = await run(program, [...words, file], { cwd: project, env, timeout: 60_000 });
  const lines = Array.from(example.matchAll(/\/\/ prints: (.*\n)/g), ([, line = '']) => line);
  return { name, expected: lines.join(''), printed: stdout, said: stderr };
}

/** Runs the example of each package of ours that is installed in a project, one after the other. */
export async function runReadmeExamples(project: string, runner?: Runner): Promise<readonly RunExample[]> {
  const done: RunExample[] = [];
  for (const manifest of globSync('node_modules/@sdmp/*/package.json', { cwd: project }).toSorted()) {
    const name = manifest.split('/').slice(1, 3).join('/');
    if (exampleOf(project, name) !== undefined) done.push(await runReadmeExample(project, name, runner));
  }
  return done;
}
