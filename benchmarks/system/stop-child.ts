import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const patienceMs = 20_000;

/** Sends SIGTERM to a process, and SIGKILL if it does not exit in time. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await exited;
  clearTimeout(insist);
}
