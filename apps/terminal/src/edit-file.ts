import type { Stats } from 'node:fs';
import { type FileHandle, open, readFile, rename, stat, unlink } from 'node:fs/promises';

/**
 * Writes what `change` makes of a file's text; '' stands for a file that is not there, undefined leaves it alone. Whoever
 * reads it meanwhile, and a power cut, finds the old file or the new one. A new file is for its owner alone to read. Of two
 * edits at once the second rejects.
 */
export async function editFile(
  path: string,
  change: (text: string) => string | undefined | Promise<string | undefined>,
): Promise<void> {
  const draft = `${path}.new`;
  const handle = await openDraft(draft);
  let isWritten = false;
  try {
    const before = await statOf(path);
    const text = await change(before === undefined ? '' : await readFile(path, 'utf8'));
    if (text !== undefined) {
      await handle.writeFile(text);
      if (before !== undefined) await keepOwner(handle, before);
      await handle.sync();
      await rename(draft, path);
      isWritten = true;
    }
  } finally {
    await handle.close();
    if (!isWritten) await unlink(draft);
  }
}

async function openDraft(draft: string): Promise<FileHandle> {
  try {
    return await open(draft, 'wx', 0o600);
  } catch (cause) {
    if (!hasCode(cause, 'EEXIST')) throw cause;
    const text = `${draft} is there: another command writes the file now, or one was killed; then remove that draft`;
    throw new Error(text, { cause });
  }
}

/** A service may run as someone else, who was allowed to read the file. */
async function keepOwner(handle: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  const draft = await handle.stat();
  if (draft.uid !== uid || draft.gid !== gid) await handle.chown(uid, gid);
  await handle.chmod(mode & 0o777);
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
