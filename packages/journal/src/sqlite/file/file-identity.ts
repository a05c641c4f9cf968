import { statSync } from 'node:fs';

/**
 * Returns what tells a file from every copy of it: its number on the disk, and when it was made. Renaming changes neither;
 * a disk that was set back as a whole cannot be told by it.
 */
export function fileIdentity(file: string): string {
  const { ino, birthtimeNs } = statSync(file, { bigint: true });
  return `${ino} ${birthtimeNs}`;
}
