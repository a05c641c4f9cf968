import { execFile, type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

type Settings = Readonly<Record<string, string>>;

/** Starts a program with settings in its environment; it is killed after the test if it still runs. */
export function startExample(program: string, settings: Settings): ChildProcessByStdio<null, Readable, null> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs a program to its end and returns what it printed. */
export async function outputOf(program: string, settings: Settings): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env: { ...process.env, ...settings } });
  return stdout;
}
