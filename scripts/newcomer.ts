#!/usr/bin/env node
/** Does the first change of CONTRIBUTING as a newcomer does: in a fresh clone, with nothing downloaded before, command by command. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { firstChange } from './newcomer/first-change.ts';
import { recordSection, whereMeasured } from './recorded-section.ts';
import { parsed, UsageError } from './usage.ts';

const help = `Usage: pnpm newcomer [--record]

Clones this repository as it is committed into an empty folder, and runs the commands of "A first change" in CONTRIBUTING there, with an
empty store and an empty cache: everything is downloaded. Prints what each took, up to the first green test.

Options:
  --record      write the figures into CONTRIBUTING.md
  -h, --help    print this help

Exit codes: 0 the test is green, 1 a command failed, 2 invalid usage.
`;

const root = fileURLToPath(new URL('..', import.meta.url));
const contributing = new URL('../CONTRIBUTING.md', import.meta.url);

/** Returns the environment of somebody who has Node and npm, and never built this repository. */
function environmentOf(home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE|TURBO|VITEST|INIT_CWD|PNPM)/.test(name));
  const { PATH = '' } = process.env;
  return {
    ...Object.fromEntries(own),
    PATH: PATH.split(delimiter)
      .filter((folder) => !folder.includes('node_modules'))
      .join(delimiter),
    npm_config_cache: join(home, 'npm'),
    npm_config_store_dir: join(home, 'store'),
    npm_config_cache_dir: join(home, 'pnpm'),
  };
}

/** Runs a command by the shell, and returns the seconds that it took. Rejects when it fails. */
async function secondsOf(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  process.stdout.write(`$ ${command}\n`);
  const began = performance.now();
  const child = spawn(command, { shell: true, cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`'${command}' ended with exit code ${String(code)}`);
  return (performance.now() - began) / 1000;
}

async function tryFirstChange(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sdmp-newcomer-'));
  try {
    const env = environmentOf(join(folder, 'home'));
    const clone = join(folder, 'sdmp');
    const steps: (readonly [string, number])[] = [
      ['git clone', await secondsOf(`git clone --quiet 'file://${root}' '${clone}'`, folder, env)],
    ];
    for (const command of firstChange(readFileSync(join(clone, 'CONTRIBUTING.md'), 'utf8')))
      steps.push([command, await secondsOf(command, clone, env)]);
    const total = steps.reduce((sum, [, seconds]) => sum + seconds, 0);
    return [
      '| command | seconds |',
      '| --- | ---: |',
      ...steps.map(([command, seconds]) => `| \`${command}\` | ${seconds.toFixed(0)} |`),
      `| from clone to the first green test | ${total.toFixed(0)} |`,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function main(words: readonly string[]): Promise<number> {
  try {
    const { record, help: isHelp } = parsed(
      () =>
        parseArgs({
          args: words.filter((word) => word !== '--'),
          options: {
            record: { type: 'boolean', default: false },
            help: { type: 'boolean', short: 'h', default: false },
          },
        }).values,
    );
    if (isHelp) {
      process.stdout.write(help);
      return 0;
    }
    const where = whereMeasured();
    const table = await tryFirstChange();
    process.stdout.write(`\n${table.join('\n')}\n`);
    if (record) await recordSection(contributing, 'newcomer', () => ['', `${where}:`, '', ...table].join('\n'));
    return 0;
  } catch (error) {
    process.stderr.write(`newcomer: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
