import { readFile } from 'node:fs/promises';

/** `Name:  123 kB` lines of a file of /proc, as numbers. */
async function figures(path: string): Promise<ReadonlyMap<string, number>> {
  const text = await readFile(path, 'latin1');
  return new Map(
    text.split('\n').map((line): [string, number] => {
      const [name = '', value = ''] = line.split(':');
      return [name, Number.parseInt(value, 10)];
    }),
  );
}

/** Memory of a process in bytes: now, and at its highest. */
export async function memoryOf(pid: number): Promise<{ readonly now: number; readonly peak: number }> {
  const status = await figures(`/proc/${pid}/status`);
  return { now: (status.get('VmRSS') ?? 0) * 1024, peak: (status.get('VmHWM') ?? 0) * 1024 };
}

/** Bytes that a process has asked the system to read, from files and sockets, whether or not they were in memory. */
export async function bytesReadBy(pid: number): Promise<number> {
  return (await figures(`/proc/${pid}/io`)).get('rchar') ?? 0;
}

const ticksPerSecond = 100;

/** Seconds of processor time that a process has used, all its threads together. */
export async function processorSecondsOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1');
  // The name in brackets may hold blanks; after it, user and system time are the 12th and 13th words.
  const words = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(words[11]) + Number(words[12])) / ticksPerSecond;
}
