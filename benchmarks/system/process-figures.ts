import { readFile } from 'node:fs/promises';

/** Parses `Name:  123 kB` lines of a file in /proc. */
async function figures(path: string): Promise<ReadonlyMap<string, number>> {
  const text = await readFile(path, 'latin1');
  return new Map(
    text.split('\n').map((line): [string, number] => {
      const [name = '', value = ''] = line.split(':');
      return [name, Number.parseInt(value, 10)];
    }),
  );
}

/** Returns the current and the peak memory of a process, bytes. */
export async function memoryOf(pid: number): Promise<{ readonly now: number; readonly peak: number }> {
  const status = await figures(`/proc/${pid}/status`);
  return { now: (status.get('VmRSS') ?? 0) * 1024, peak: (status.get('VmHWM') ?? 0) * 1024 };
}

/** Bytes that a process has moved by system calls since it started: files and sockets alike. */
export interface MovedBytes {
  readonly read: number;
  readonly written: number;
}

/** Returns what a process has read and written so far. Its reads of memory-mapped files are not among them. */
export async function bytesMovedBy(pid: number): Promise<MovedBytes> {
  const found = await figures(`/proc/${pid}/io`);
  return { read: found.get('rchar') ?? 0, written: found.get('wchar') ?? 0 };
}

const ticksPerSecond = 100;

/** Returns the CPU time of a process, all threads, seconds. */
export async function processorSecondsOf(pid: number): Promise<number> {
  const [user = 0, system = 0] = await processorTicks(pid);
  return (user + system) / ticksPerSecond;
}

/** Returns the CPU time of all children of this process that have ended, seconds. */
export async function processorSecondsOfChildren(): Promise<number> {
  const [, , user = 0, system = 0] = await processorTicks('self');
  return (user + system) / ticksPerSecond;
}

/** Returns user and system time of a process, then those of its children that have ended. */
async function processorTicks(pid: number | 'self'): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1');
  // The name in parentheses may contain blanks; the four times begin with the 12th word after it.
  const words = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return words.slice(11, 15).map(Number);
}

const nanosecondsPerSecond = 1e9;

/** Returns how long the first thread of a process, which has its event loop, was ready to run and waited for a processor, seconds. */
export async function waitedSecondsOf(pid: number): Promise<number> {
  const [, waited = 0] = (await readFile(`/proc/${pid}/task/${pid}/schedstat`, 'latin1')).split(' ').map(Number);
  return waited / nanosecondsPerSecond;
}
