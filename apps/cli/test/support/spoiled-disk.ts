import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

export const noStrace =
  'strace is missing or may not attach (Debian and Ubuntu: apt-get install strace): NOT TESTED what a service does when';

/** Whether system calls of a process that runs already can be made to fail here. */
export function canSpoil(): boolean {
  const command = 'sleep 5 & strace -qq -o /dev/null -p $! -e trace=none & sleep 0.2; kill %1; wait %2';
  const { status, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && !/not found|not permitted/i.test(stderr);
}

const writes = 'pwrite64,write,pwritev,ftruncate,fallocate';
const syncs = 'fsync,fdatasync';

/** What can be wrong with a disk, in the words of strace. */
const troubles = {
  full: [`${writes}:error=ENOSPC`],
  'read-only': [`${writes}:error=EROFS`],
  broken: [`${syncs}:error=EIO`],
  // A minute is longer than any step of a test: what waits for it has not happened before the disk is repaired.
  slow: [`${syncs}:delay_enter=60000000`],
} as const;

export type Trouble = keyof typeof troubles;

/** Lets the writes of a process to files below a folder fail, or take long, until `repair` is called. */
export async function spoilDisk(
  pid: number,
  folder: string,
  trouble: Trouble,
): Promise<{ repair: () => Promise<void> }> {
  const injections = troubles[trouble].map((each) => `--inject=${each}`);
  const paths = ['journal.db', 'journal.db-wal'].flatMap((name) => ['-P', `${folder}/${name}`]);
  const words = ['-f', '-o', '/dev/null', '-p', `${pid}`, ...paths, ...injections];
  const child = spawn('strace', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const repair = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  };
  onTestFinished(repair);
  await attached(child);
  return { repair };
}

async function attached({ stderr }: ChildProcess): Promise<void> {
  let said = '';
  for await (const piece of stderr ?? []) {
    said += String(piece);
    if (/attached/.test(said)) return;
  }
  throw new Error(`strace ended: ${said}`);
}
