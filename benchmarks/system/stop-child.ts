import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const patienceMs = 20_000;

/** Asks the process to end, and makes it end when it does not. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await exited;
  clearTimeout(insist);
}
