import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const prefix = 'sdmp-bench-';
/** The process that made it, and what makes it unique. */
const pattern = new RegExp(`^${prefix}(\\d+)-\\w+$`);

/** Makes a folder for the files of a measurement, and removes those of measurements that were killed. */
export async function makeWorkFolder(parent: string): Promise<string> {
  const folder = await mkdtemp(join(parent, `${prefix}${process.pid}-`));
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    const maker = pattern.exec(entry.name)?.[1];
    if (!entry.isDirectory() || maker === undefined || isRunning(Number(maker))) continue;
    await rm(join(parent, entry.name), { recursive: true, force: true });
  }
  return folder;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // One of another user's may not be asked, but it is there.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
