import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** What a program's main module exports: it runs the command line and ends the process. */
export interface MainModule {
  readonly main: (words: readonly string[]) => Promise<void>;
}

export interface Program {
  /** As users call it. */
  readonly name: string;
  /** Address of the file that was started; it is started again where this Node is too old. */
  readonly script: string;
  /** Reads the main module, once it is known that this Node can. */
  readonly load: () => Promise<MainModule>;
}

const oldestNode = [22, 13] as const;
/** Names the process that started this one here, and so tells its channel from one that a user opened. */
const startedBy = 'SDMP_STARTED_BY';

/** Runs the program here, or in a Node that is new enough when this one is not. Old releases of Node read this file. */
export async function start({ name, script, load }: Program): Promise<void> {
  const isInner = process.env[startedBy] === String(process.ppid);
  delete process.env[startedBy];
  if (isInner) endWithOuter();
  if (isNewEnough(process.versions.node)) {
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

/** The binary of the `node` package, looked for from a folder upwards. */
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
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => inner.kill(signal));
  inner.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
  });
  return inner;
}

/** The outer process holds the other end of the channel: once it is closed, nobody is left to work for. */
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
