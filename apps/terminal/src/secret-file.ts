import { open } from 'node:fs/promises';
import { textOfFile } from './text-file.ts';

/** Maximum size of a secret, bytes; a larger file was probably given by mistake. */
const maxSecretBytes = 64 * 1024;

const readableByOthers = 0o004;

/** Returns a warning if every user of the machine may read the file, otherwise undefined. */
export function exposureOf(path: string, { mode }: { readonly mode: number }): string | undefined {
  // Windows has no such mode bits.
  if (process.platform === 'win32' || (mode & readableByOthers) === 0) return undefined;
  return `WARNING: everyone on this machine may read ${path}: chmod 600 it`;
}

/**
 * Reads the secret in a file, without the line end. Rejects if the file cannot be read, is empty, or has several lines.
 * Calls `warn` if every user of the machine may read it.
 */
export async function readSecretFile(path: string, warn: (line: string) => void): Promise<string> {
  const file = await open(path, 'r');
  try {
    const status = await file.stat();
    if (status.size > maxSecretBytes) throw new Error(`${path} is too large for a secret`);
    const secret = textOfFile(await file.readFile(), path).replace(/\r?\n$/, '');
    if (secret === '') throw new Error(`${path} is empty: it must hold the secret as its only line`);
    if (/[\r\n]/.test(secret)) throw new Error(`${path} has several lines: it must hold the secret as its only line`);
    const exposure = exposureOf(path, status);
    if (exposure !== undefined) warn(exposure);
    return secret;
  } finally {
    await file.close();
  }
}
