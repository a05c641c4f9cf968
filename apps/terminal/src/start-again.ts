import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operatingSystem } from './operating-system.ts';

/**
 * Runs a script with the words of this process in the Node of the `node` package, and ends with its exit code. `startedBy` is the
 * variable that tells the inner process of this one. Returns false when there is no such Node.
 */
export function startInNewerNode(
  script: string,
  startedBy: string,
  onError: (node: string, error: Error) => void,
): boolean {
  const file = fileURLToPath(script);
  const node = findNode(dirname(file));
  if (node !== undefined) startAgain(node, file, startedBy).on('error', (error) => onError(node, error));
  return node !== undefined;
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

function startAgain(node: string, file: string, startedBy: string): ChildProcess {
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
