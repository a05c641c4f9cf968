import type { Stats } from 'node:fs';
import { type FileHandle, open, rename, stat, unlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OperatingSystem, operatingSystem } from './operating-system.ts';
import { readTextFile } from './text-file.ts';

/** Default time limit for waiting for another edit, or for a reader on Windows, milliseconds. */
const defaultWaitMs = 10_000;
const lookEveryMs = 20;

export interface EditFileOptions {
  /** Milliseconds. Default: 10,000. */
  readonly waitMs?: number;
  readonly system?: OperatingSystem;
  /** Gives the draft the name of the file. */
  readonly replace?: (draft: string, path: string) => Promise<void>;
}

/**
 * Replaces a file's text with the result of `change`, which gets '' if the file does not exist and returns undefined to keep
 * the file. The replacement is atomic, for readers and across a power cut. A new file is readable by its owner only. A second
 * concurrent edit waits for the first, and rejects after `waitMs`.
 */
export async function editFile(
  path: string,
  change: (text: string) => string | undefined | Promise<string | undefined>,
  { waitMs = defaultWaitMs, system = operatingSystem(), replace = rename }: EditFileOptions = {},
): Promise<void> {
  const draft = `${path}.new`;
  const giveUpAt = performance.now() + waitMs;
  const handle = await openDraft(draft, giveUpAt);
  let isWritten = false;
  try {
    const before = await statOf(path);
    const text = await change(before === undefined ? '' : await readTextFile(path));
    if (text !== undefined) {
      await handle.writeFile(text);
      if (before !== undefined) await keepOwner(handle, before);
      await handle.sync();
      await untilReplaced(() => replace(draft, path), system, giveUpAt);
      isWritten = true;
    }
  } finally {
    await handle.close();
    if (!isWritten) await unlink(draft);
  }
}

/** Waits while another process has the file open, where that keeps it from being replaced. */
async function untilReplaced(
  replace: () => Promise<void>,
  { replaceLater }: OperatingSystem,
  giveUpAt: number,
): Promise<void> {
  for (;;) {
    try {
      return await replace();
    } catch (error) {
      const isForNow = error instanceof Error && 'code' in error && replaceLater.has(String(error.code));
      if (!isForNow || performance.now() > giveUpAt) throw error;
      await sleep(lookEveryMs);
    }
  }
}

/** Creates the draft, which is also the lock: it exists while an edit is in progress. */
async function openDraft(draft: string, giveUpAt: number): Promise<FileHandle> {
  for (;;) {
    try {
      return await open(draft, 'wx', 0o600);
    } catch (cause) {
      if (!hasCode(cause, 'EEXIST')) throw cause;
      if (performance.now() > giveUpAt) {
        const text = `${draft} exists: another command is writing the file; remove the draft if that command was killed`;
        throw new Error(text, { cause });
      }
      await sleep(lookEveryMs);
    }
  }
}

/** Keeps owner and mode, because a service that runs as another user may need to read the file. */
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
