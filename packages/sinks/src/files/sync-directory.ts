import { type FileHandle, open } from 'node:fs/promises';
import { platform } from 'node:os';

/** Makes the names in a directory outlive a power cut. On Windows the file system does that by itself, and refuses to be asked. */
export async function syncDirectory(
  directory: string,
  system: NodeJS.Platform = platform(),
  sync: (handle: FileHandle) => Promise<void> = (handle) => handle.sync(),
): Promise<void> {
  if (system === 'win32') return;
  const handle = await open(directory, 'r').catch(() => undefined);
  // One that may not be listed.
  if (handle === undefined) return;
  try {
    await sync(handle);
  } finally {
    await handle.close();
  }
}
