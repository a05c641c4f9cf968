import { open } from 'node:fs/promises';
import { type OperatingSystem, operatingSystem } from './operating-system.ts';
import { textOfFile } from './text-file.ts';

/** Maximum size of a secret, bytes; a larger file was probably given by mistake. */
const maxSecretBytes = 64 * 1024;

const readableByOthers = 0o004;

/** Returns whether every user of the machine may read the file. */
export function isExposed(
  { mode }: { readonly mode: number },
  { hasModes }: Pick<OperatingSystem, 'hasModes'> = operatingSystem(),
): boolean {
  return hasModes && (mode & readableByOthers) !== 0;
}

/** Returns the warning of a command for a file that every user of the machine may read. */
export function exposureWarning(path: string): string {
  return `WARNING: everyone on this machine may read ${path}: chmod 600 it`;
}

/**
 * Reads the secret in a file, without the line end. Rejects if the file cannot be read, is empty, or has several lines.
 * Calls `onExposed`, if given, with its path if every user of the machine may read it.
 */
export async function readSecretFile(path: string, onExposed?: (path: string) => void): Promise<string> {
  const file = await open(path, 'r');
  try {
    const status = await file.stat();
    if (status.size > maxSecretBytes) throw new Error(`${path} is too large for a secret`);
    const secret = textOfFile(await file.readFile(), path).replace(/\r?\n$/, '');
    if (secret === '') throw new Error(`${path} is empty: it must hold the secret as its only line`);
    if (/[\r\n]/.test(secret)) throw new Error(`${path} has several lines: it must hold the secret as its only line`);
    if (isExposed(status)) onExposed?.(path);
    return secret;
  } finally {
    await file.close();
  }
}
