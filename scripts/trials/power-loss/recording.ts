import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Operation, parseTrace } from './parse-trace.ts';

const workloadFile = fileURLToPath(new URL('./workload.ts', import.meta.url));
const tracedCalls = 'openat,pwrite64,write,ftruncate,fsync,fdatasync,rename,unlink';

export function hasStrace(): boolean {
  return spawnSync('strace', ['-V'], { stdio: 'ignore' }).status === 0;
}

/** Runs the workload in `directory`. Returns its file operations there and the lines that it printed, in order. */
export function record(directory: string, seed: number, rounds: number): readonly Operation[] {
  const trace = join(directory, 'trace');
  const journal = join(directory, 'journal');
  const ran = spawnSync(
    'strace',
    ['-f', '-y', '-xx', '-s', '1048576', '-o', trace, '-e', `trace=${tracedCalls}`].concat([
      process.execPath,
      workloadFile,
      journal,
      `${seed}`,
      `${rounds}`,
    ]),
    { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 },
  );
  if (ran.status !== 0) throw new Error(`the workload failed under strace (${ran.status}): ${ran.stderr.toString()}`);
  return parseTrace(readFileSync(trace, 'latin1'), journal);
}
