import { open } from 'node:fs/promises';

/** Largest secret that is read, bytes: more is another file by mistake. */
const maxSecretBytes = 64 * 1024;

const readableByOthers = 0o004;

/** What to say of a secret that everyone on the machine may read; undefined when they may not. */
export function exposureOf(path: string, { mode }: { readonly mode: number }): string | undefined {
  // Windows has no such bits.
  if (process.platform === 'win32' || (mode & readableByOthers) === 0) return undefined;
  return `WARNING: everyone on this machine may read ${path}: chmod 600 it`;
}

/**
 * The secret in a file, without a line end behind it. Rejects when it cannot be read, is empty, or has several lines.
 * `warn` is told when everyone may read it.
 */
export async function readSecretFile(path: string, warn: (line: string) => void): Promise<string> {
  const file = await open(path, 'r');
  try {
    const status = await file.stat();
    if (status.size > maxSecretBytes) throw new Error(`${path} is too large for a secret`);
    const secret = (await file.readFile('utf8')).replace(/\r?\n$/, '');
    if (secret === '') throw new Error(`${path} is empty: the secret must be its one line`);
    if (/[\r\n]/.test(secret)) throw new Error(`${path} has several lines: the secret must be its one line`);
    const exposure = exposureOf(path, status);
    if (exposure !== undefined) warn(exposure);
    return secret;
  } finally {
    await file.close();
  }
}
