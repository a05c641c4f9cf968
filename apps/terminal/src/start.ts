import { keepCompiledCode } from './compile-cache.ts';

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

/**
 * Runs the program in this process, or in a recent Node if this one is too old. Old releases of Node must be able to parse this
 * file, which imports nothing of Node's that every start would load.
 */
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
  const { startInNewerNode } = await import('./start-again.ts');
  const isStarted =
    !isInner &&
    startInNewerNode(script, startedBy, (node, error) => fail(name, `cannot start ${node}: ${error.message}`));
  if (!isStarted) fail(name, `needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}`);
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
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
