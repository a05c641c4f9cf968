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
}

/**
 * Runs the first example of the README of each package that is installed in a project, as it stands in the installed file, one
 * after the other. Throws what a program that fails says.
 *
 * @param node The program that runs them.
 */
export async function runReadmeExamples(project: string, node = process.execPath): Promise<readonly RunExample[]> {
  const done: RunExample[] = [];
  for (const readme of globSync('node_modules/@sdmp/*/README.md', { cwd: project }).toSorted()) {
    const [, example] = /^```ts\n(.*?)^```/ms.exec(readFileSync(join(project, readme), 'utf8')) ?? [];
    if (example === undefined) continue;
    const name = readme.split('/').slice(1, 3).join('/');
    const file = `example-${done.length}.mts`;
    writeFileSync(join(project, file), example);
    // Node 22 runs types only when it is told to.
    const words = ['--experimental-strip-types', '--no-warnings', file];
    const { stdout } = await run(node, words, { cwd: project, timeout: 60_000 });
    const lines = Array.from(example.matchAll(/\/\/ prints: (.*\n)/g), ([, line = '']) => line);
    done.push({ name, expected: lines.join(''), printed: stdout });
  }
  return done;
}
