import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Benchmark } from '../benchmark.ts';
import { startServiceProcess } from '../service/service-process.ts';
import { percentile } from '../statistics.ts';
import { atExit } from '../system/leftovers.ts';
import { processorSecondsOfChildren } from '../system/process-figures.ts';
import { temporaryFolder } from '../system/temporary-folder.ts';

const sdmp = fileURLToPath(new URL('bin/sdmp.js', import.meta.resolve('@sdmp/cli/package.json')));
const bridge = fileURLToPath(new URL('bin/sdmp-bridge.js', import.meta.resolve('@sdmp/bridge/package.json')));

const usualRuns = 40;
const quickRuns = 2;

/** A start that is measured: of a process, until it writes a line on standard output or standard error. */
interface Subject {
  readonly name: string;
  readonly until: string;
  readonly words: readonly string[];
  /** Begins the line that ends a run. */
  readonly line: string;
}

interface Run {
  readonly processorMs: number;
  readonly wallMs: number;
}

/** Starts the process, ends it at the line, and measures. Rejects when it ends without the line. */
async function measure({ name, words, line: awaited }: Subject, signal: NodeJS.Signals): Promise<Run> {
  const before = await processorSecondsOfChildren();
  const began = performance.now();
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const forget = atExit(() => child.kill('SIGKILL'));
  let wallMs: number | undefined;
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      if (wallMs !== undefined || !line.startsWith(awaited)) return;
      wallMs = performance.now() - began;
      child.kill(signal);
    });
  }
  await once(child, 'close');
  forget();
  if (wallMs === undefined) throw new Error(`${name} ended without a line '${awaited}'`);
  return { processorMs: ((await processorSecondsOfChildren()) - before) * 1000, wallMs };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

async function subjects(folder: string, servicePort: number): Promise<readonly Subject[]> {
  const plain = join(folder, 'plain.mjs');
  await writeFile(plain, "process.stdout.write('ready\\n');\n");
  const config = join(folder, 'bridge.yaml');
  const keys = [
    `journal: { directory: ${join(folder, 'journal')} }`,
    `upstreams: [{ name: north, host: 127.0.0.1, port: ${servicePort}, persistToken: start }]`,
    'listen: [{ port: 0 }]',
    'http: { port: 0 }',
  ];
  await writeFile(config, `${keys.join('\n')}\n`);
  const service = `127.0.0.1:${servicePort}`;
  return [
    { name: 'Node itself', until: 'a line of an empty program', words: [plain], line: 'ready' },
    { name: 'sdmp --version', until: 'the version', words: [sdmp, '--version'], line: '' },
    { name: 'sdmp tail', until: 'the service took the request', words: [sdmp, 'tail', service], line: 'subscribed as' },
    { name: 'sdmp-bridge --version', until: 'the version', words: [bridge, '--version'], line: '' },
    { name: 'sdmp-bridge run', until: 'it listens for HTTP', words: [bridge, 'run', config], line: 'http ' },
  ];
}

/** Measures what a start of each program costs. */
export const startBenchmark: Benchmark = {
  name: 'start',
  summary: 'processor time and time from the start of a program to its first line',
  measures: ['apps/cli', 'apps/bridge'],
  run: async (report, { count, quick }) => {
    await using folder = await temporaryFolder();
    await using service = await startServiceProcess();
    const measured = (await subjects(folder.path, service.port)).map((subject) => ({ subject, runs: [] as Run[] }));
    // The first run of each program compiles what later ones read from Node's compile cache, and writes it when it ends in order.
    for (const { subject } of measured) await measure(subject, 'SIGTERM');
    const runs = quick ? quickRuns : (count ?? usualRuns);
    report.text(
      `Mean of ${runs} starts of each, one of each after the other; user and system time of all threads, with Node's compile cache.`,
    );
    for (let run = 0; run < runs; run++) {
      for (const each of measured) each.runs.push(await measure(each.subject, 'SIGKILL'));
    }
    const own = mean((measured[0]?.runs ?? []).map(({ processorMs }) => processorMs));
    report.table(
      ['program', 'until', 'processor ms', 'over Node', 'median ms'],
      measured.map(({ subject: { name, until }, runs: all }) => {
        const processorMs = mean(all.map((each) => each.processorMs));
        const wall = Float64Array.from(all, (each) => each.wallMs).toSorted();
        const over = name === 'Node itself' ? '–' : (processorMs - own).toFixed(0);
        return [name, until, processorMs.toFixed(0), over, percentile(wall, 0.5).toFixed(0)];
      }),
    );
  },
};
