/** Everything a change must pass, step by step; the last line says how many tests passed and failed. */
import { spawn, spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { styleText, stripVTControlCharacters } from 'node:util';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

/** Tests run one workspace after another: some of them measure rates, and two cores are not many. */
const steps: readonly Step[] = [
  { name: 'build', command: ['turbo', 'run', 'build', '--output-logs=errors-only'] },
  { name: 'format', command: ['biome', 'format', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'types', command: ['turbo', 'run', 'typecheck', '--output-logs=errors-only'] },
  { name: 'boundaries', command: ['depcruise', '--config', '.dependency-cruiser.mjs', 'packages', 'apps'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'reference', command: ['node', 'scripts/reference.ts', '--check'] },
  { name: 'packages', command: ['node', 'scripts/check-packages.ts'] },
  { name: 'tests', command: ['turbo', 'run', 'test', '--concurrency=1', '--output-logs=full', '--continue'] },
];

interface Ran {
  readonly code: number;
  readonly output: string;
}

async function run(command: readonly string[]): Promise<Ran> {
  const [program = '', ...words] = command;
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const { promise, resolve, reject } = Promise.withResolvers<Ran>();
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
    process.stderr.write(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('error', reject);
  child.once('close', (code) => resolve({ code: code ?? 1, output }));
  return promise;
}

/** Adds up the closing lines of the test runner, one per workspace. */
function countTests(output: string): { passed: number; failed: number; skipped: number } {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const line of stripVTControlCharacters(output).split('\n')) {
    if (!/\bTests\s+\d/.test(line)) continue;
    for (const [, count, kind] of line.matchAll(/(\d+) (passed|failed|skipped)/g)) {
      if (kind === 'passed' || kind === 'failed' || kind === 'skipped') counts[kind] += Number(count);
    }
  }
  return counts;
}

/** Where a tool says what failed: a test, a file, or something that no test caught. */
const complaint = /\bFAIL\b|Unhandled|Error: |\[vitest|Worker exited|exited \(\d+\)|timed out/;
/** So many of them stand under the summary; the rest is further up. */
const complaintsShown = 25;

/** What of a failed step is worth reading first, for those who see only the end of the output. */
function complaintsIn(output: string): readonly string[] {
  const lines = stripVTControlCharacters(output).split('\n');
  const failed = lines.flatMap((line) => /^(\S+)#(\w+):\s+ERROR/.exec(line)?.slice(1, 3).join(':') ?? []);
  const ofFailed = failed.length === 0 ? lines : lines.filter((line) => failed.some((task) => line.startsWith(task)));
  const found = ofFailed.filter((line) => complaint.test(line)).map((line) => line.trim().slice(0, 300));
  return [...new Set(found)].slice(0, complaintsShown);
}

/** Programs from outside npm that tests start; a test without its program says so and is skipped. */
const programs = [
  { name: 'strace', debianPackage: 'strace', needed: 'what a power cut leaves of the journal' },
  { name: 'postgres', debianPackage: 'postgresql', needed: 'what reaches a database' },
  { name: 'nats-server', debianPackage: 'nats-server', needed: 'the journal in JetStream' },
  { name: 'promtool', debianPackage: 'prometheus', needed: 'whether Prometheus reads the metrics' },
  { name: 'chromium', debianPackage: 'chromium', needed: 'the page' },
];

const failures: string[] = [];
for (const { name, debianPackage, needed } of programs) {
  // Debian keeps the server of PostgreSQL out of the path.
  const isHere = spawnSync('which', [name], { stdio: 'ignore' }).status === 0;
  if (isHere || globSync(`/usr/lib/postgresql/*/bin/${name}`).length > 0) continue;
  const line = `${name} is not here, so it is not tested ${needed}: apt-get install ${debianPackage}`;
  process.stderr.write(`${styleText('yellow', `SKIPPED  ${line}`)}\n`);
  if (process.env['CI'] === 'true') failures.push(line);
}

let tests = { passed: 0, failed: 0, skipped: 0 };
const timings: string[] = [];
const complaints: string[] = [];
for (const { name, command } of steps) {
  process.stderr.write(`\n${styleText('bold', name)}\n`);
  const began = performance.now();
  const { code, output } = await run(command);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  timings.push(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(12)} ${seconds.padStart(7)} s`);
  if (code !== 0) {
    failures.push(name);
    complaints.push(...complaintsIn(output));
  }
  if (name === 'tests') tests = countTests(output);
  // Nothing else can be judged without a build.
  if (name === 'build' && code !== 0) break;
}

process.stdout.write(`\n${timings.join('\n')}\n`);
if (failures.length > 0)
  process.stdout.write(`\n${[...complaints, `verify failed: ${failures.join(', ')}`].join('\n')}\n`);
process.stdout.write(`\n${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped\n`);
process.exitCode = failures.length > 0 || tests.passed === 0 ? 1 : 0;
