/** Runs the tests of the libraries that need nothing but Node on other releases of Node. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { nodeNamed, nodeProgram, testedNodes } from './release/tested-runtimes.ts';
import { parsed, UsageError } from './usage.ts';

const help = `Usage: pnpm test:node [VERSION...]   test on other releases of Node (default: ${testedNodes().join(' ')})

VERSION   such as 22, 22.13 or 22.13.0; fetched from npm once, and kept in node_modules/.cache
--only NAME   one package, such as codec; repeatable (default: protocol, codec, events, outcomes, dial, journal, calls, runtime, testkit)

  pnpm test:node 22.13               the oldest release that is supported
  pnpm test:node 26 --only codec     one package on the newest
`;

/** Libraries whose tests need no program beside Node. */
const libraries = ['protocol', 'codec', 'events', 'outcomes', 'dial', 'journal', 'calls', 'runtime', 'testkit'];

const root = join(import.meta.dirname, '..');

/** Runs the tests of a package. Returns the exit code. */
async function runTests(version: string, program: string, name: string): Promise<number> {
  const runner = join(root, 'node_modules/vitest/vitest.mjs');
  const words = [runner, 'run', '--root', join(root, 'packages', name), '--reporter=dot'];
  // Node 22 runs the examples of READMEs, which have types, only when it is told to.
  const types = version.startsWith('22.') ? { NODE_OPTIONS: '--experimental-strip-types' } : {};
  const env = { ...process.env, ...types, TEST_SCOPE: 'quick' };
  const child = spawn(program, words, { stdio: 'inherit', env });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

function readWords(): {
  readonly versions: readonly string[];
  readonly names: readonly string[];
  readonly help: boolean;
} {
  return parsed(() => {
    const options = {
      help: { type: 'boolean', short: 'h', default: false },
      only: { type: 'string', multiple: true, default: libraries },
    } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const versions = (positionals.length === 0 ? testedNodes() : positionals).map((word) => {
      const version = nodeNamed(word);
      if (version === undefined) throw new Error(`'${word}' names no release: tested are ${testedNodes().join(', ')}`);
      return version;
    });
    return { versions, names: values.only, help: values.help };
  });
}

try {
  const { versions, names, help: isHelpWanted } = readWords();
  if (isHelpWanted) process.stdout.write(help);
  else {
    const failed: string[] = [];
    for (const version of versions) {
      const program = await nodeProgram(version);
      for (const name of names) {
        process.stderr.write(`\n${styleText('bold', `${name} on Node ${version}`)}\n`);
        if ((await runTests(version, program, name)) !== 0) failed.push(`${name} on Node ${version}`);
      }
    }
    process.stdout.write(
      failed.length === 0
        ? `${names.join(', ')}: passed on Node ${versions.join(', ')}\n`
        : `failed: ${failed.join(', ')}\n`,
    );
    process.exitCode = failed.length === 0 ? 0 : 1;
  }
} catch (error) {
  process.stderr.write(`test:node: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
