import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { keepCompiledCode } from './compile-cache.ts';
import { operatingSystem } from './operating-system.ts';

/** Exports of a program's main module. `main` runs the command line and exits the process. */
export interface MainModule {
  readonly main: (words: readonly string[]) => Promise<void>;
}

export interface Program {
  /** Name of the command. */
  readonly name: string;
  /** URL of the started file, which is started again with another Node if this one is too old. */
  readonly script: string;
  /** Loads the main module, which an old Node cannot parse. */
  readonly load: () => Promise<MainModule>;
}

const oldestNode = [22, 13] as const;
/** Holds the process id of the outer process, which distinguishes its IPC channel from one that a user opened. */
const startedBy = 'SDMP_STARTED_BY';

/** Runs the program in this process, or in a recent Node if this one is too old. Old releases of Node must be able to parse this file. */
export async function start({ name, script, load }: Program): Promise<void> {
  const isInner = process.env[startedBy] === String(process.ppid);
  delete process.env[startedBy];
  if (isInner) endWithOuter();
  if (isNewEnough(process.versions.node)) {
    keepCompiledCode(process.env, process.platform);
    const { main } = await load();
    await main(process.argv.slice(2));
    return;
  }
  const file = fileURLToPath(script);
  const node = isInner ? undefined : findNode(dirname(file));
  if (node === undefined) fail(name, `needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}`);
  else startAgain(node, file).on('error', (error) => fail(name, `cannot start ${node}: ${error.message}`));
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

/** Returns the binary of the `node` package, searched for from a folder upwards. */
function findNode(folder: string): string | undefined {
  const binary = join('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  for (let here = folder; ; here = dirname(here)) {
    const candidate = join(here, binary);
    if (existsSync(candidate)) return candidate;
    if (dirname(here) === here) return undefined;
  }
}

function startAgain(node: string, file: string): ChildProcess {
  const inner = spawn(node, [...process.execArgv, file, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [startedBy]: String(process.pid) },
  });
  const { shutdownSignals, reloadSignal, deliversSignals } = operatingSystem();
  for (const signal of new Set([...shutdownSignals, ...(reloadSignal === undefined ? [] : [reloadSignal])])) {
    // Where signals are not delivered the inner process has had it from the console, and this one only waits.
    process.on(signal, () => deliversSignals && inner.kill(signal));
  }
  inner.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
  });
  return inner;
}

/** Kills this process when the outer process, which holds the other end of the channel, has exited. */
function endWithOuter(): void {
  const kill = (): void => void process.kill(process.pid, 'SIGKILL');
  if (!process.connected) kill();
  process.on('disconnect', kill);
  process.channel?.unref();
}

function fail(name: string, message: string): void {
  process.stderr.write(`${name}: ${message}\n`);
  process.exitCode = 1;
}
