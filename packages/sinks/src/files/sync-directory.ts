import { mkdir, open } from 'node:fs/promises';
import { platform } from 'node:os';
import { dirname, resolve } from 'node:path';

/** Makes the names in a directory outlive a power cut. On Windows the file system does that by itself, and refuses to be asked. */
export async function syncDirectory(directory: string, system: NodeJS.Platform = platform()): Promise<void> {
  if (system === 'win32') return;
  const handle = await open(directory, 'r').catch(() => undefined);
  // One that may not be listed.
  if (handle === undefined) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a directory, for its owner alone, and what is above it. */
export async function makeDirectory(directory: string): Promise<void> {
  const topmost = await mkdir(directory, { recursive: true, mode: 0o700 });
  if (topmost === undefined) return;
  for (let made = resolve(directory); ; made = dirname(made)) {
    await syncDirectory(dirname(made));
    if (made === resolve(topmost) || made === dirname(made)) return;
  }
}
