import { spawn } from 'node:child_process';
import type { Step } from './steps.ts';

export interface Ran {
  readonly code: number;
  readonly output: string;
}

export interface RunOptions {
  /** Whether its output is shown as it comes. */
  readonly isShown: boolean;
}

/** Runs the command of a step, and keeps what it says. */
export async function run({ command, env = {} }: Step, { isShown }: RunOptions): Promise<Ran> {
  const [program = '', ...words] = command;
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const { promise, resolve, reject } = Promise.withResolvers<Ran>();
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
    if (isShown) process.stderr.write(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('error', reject);
  child.once('close', (code) => resolve({ code: code ?? 1, output }));
  return promise;
}
