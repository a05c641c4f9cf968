import type { Stats } from 'node:fs';
import { type FileHandle, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long an edit waits for another one, milliseconds. */
const DEFAULT_WAIT_MS = 10_000;
const LOOK_EVERY_MS = 20;

/**
 * Writes what `change` makes of a file's text; '' stands for a file that is not there, undefined leaves it alone. Whoever
 * reads it meanwhile, and a power cut, finds the old file or the new one. A new file is for its owner alone to read. Of two
 * edits at once the second waits for the first, and rejects when that takes longer than `waitMs`.
 */
export async function editFile(
  path: string,
  change: (text: string) => string | undefined | Promise<string | undefined>,
  { waitMs = DEFAULT_WAIT_MS }: { readonly waitMs?: number } = {},
): Promise<void> {
  const draft = `${path}.new`;
  const handle = await openDraft(draft, performance.now() + waitMs);
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

/** The draft is the lock: it is there as long as an edit is under way. */
async function openDraft(draft: string, giveUpAt: number): Promise<FileHandle> {
  for (;;) {
    try {
      return await open(draft, 'wx', 0o600);
    } catch (cause) {
      if (!hasCode(cause, 'EEXIST')) throw cause;
      if (performance.now() > giveUpAt) {
        const text = `${draft} is there: another command writes the file now, or one was killed; then remove that draft`;
        throw new Error(text, { cause });
      }
      await sleep(LOOK_EVERY_MS);
    }
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
