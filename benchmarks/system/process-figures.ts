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

/** Returns the bytes that a process has read from files and sockets, cached or not. */
export async function bytesReadBy(pid: number): Promise<number> {
  return (await figures(`/proc/${pid}/io`)).get('rchar') ?? 0;
}

const ticksPerSecond = 100;

/** Returns the CPU time of a process, all threads, seconds. */
export async function processorSecondsOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1');
  // The name in parentheses may contain blanks; user and system time are the 12th and 13th words after it.
  const words = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(words[11]) + Number(words[12])) / ticksPerSecond;
}
