import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unnamed } from './file-names.ts';
import type { LineFormat } from './line-format.ts';
import { syncDirectory } from './sync-directory.ts';

/** Writes a file that nothing will be added to. It has its name when all of it is on disk. */
export async function writeLateFile(
  file: string,
  lines: Uint8Array,
  format: LineFormat,
  signal: AbortSignal,
): Promise<void> {
  const whole = file + unnamed;
  if (format.finished === undefined) {
    await writeFile(whole, lines, { mode: 0o600, flush: true });
  } else {
    const made = `${file}.lines${unnamed}`;
    await writeFile(made, lines, { mode: 0o600 });
    await format.finished.make({ lines: made, file: whole }, signal);
    await rm(made);
  }
  await rename(whole, file);
  await syncDirectory(dirname(file));
}
