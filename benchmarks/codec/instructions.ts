/** `pnpm -C benchmarks instructions [NAME]`: counts the machine instructions per message with valgrind's callgrind. */
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { thousands } from '../statistics.ts';
import { records } from './record.ts';
import { sources } from './subjects.ts';

/** Passes for warming up, and passes that are counted. */
const warmPasses = 50;
const countedPasses = 10;
const program = 'valgrind';
const script = fileURLToPath(new URL('one.ts', import.meta.url));

function instructionsOf(source: string, name: string, passes: number): number {
  const callgrind = ['--tool=callgrind', '--callgrind-out-file=/dev/null', process.execPath];
  const { stderr } = spawnSync(program, [...callgrind, '--single-threaded', script, source, name, String(passes)], {
    encoding: 'utf8',
  });
  const [, digits] = /Collected : (\d+)/.exec(stderr) ?? [];
  if (digits === undefined) throw new RangeError(`callgrind reported no count for ${name}: ${stderr.slice(-400)}`);
  return Number(digits);
}

try {
  execFileSync(program, ['--version']);
} catch {
  process.stderr.write('valgrind is not installed\n');
  process.exit(1);
}
const wanted = process.argv.slice(2);
for (const [source, load] of Object.entries(sources)) {
  for (const { name } of (await load()).subjects) {
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
    const counted = instructionsOf(source, name, warmPasses + countedPasses) - instructionsOf(source, name, warmPasses);
    process.stdout.write(`${name.padEnd(36)} ${thousands(counted / (countedPasses * records.length)).padStart(8)}\n`);
  }
}
