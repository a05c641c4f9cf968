import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Authority, type CertificateFiles, createAuthority } from '@sdmp/testkit';
import { afterAll } from 'vitest';
import type { ChangingText } from '../../../src/changing-text.ts';

const made: string[] = [];
let version = 0;

/** A folder for the certificates of a test file. */
export function certificateFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-tls-'));
  made.push(directory);
  return directory;
}

export const testAuthority = (name: string): Promise<Authority> => createAuthority(certificateFolder(), `/CN=${name}`);

/** Names of this machine. */
export const here = { names: ['IP:127.0.0.1', 'DNS:localhost'] };

export const text = (file: string): string => readFileSync(file, 'utf8');

export const pems = ({ certificateFile, keyFile }: CertificateFiles) => ({
  certificate: text(certificateFile),
  key: text(keyFile),
});

/** A file that is read again when it has changed. */
export function changing(content: string): ChangingText & { readonly write: (content: string) => void } {
  const place = join(certificateFolder(), 'file.pem');
  writeFileSync(place, content);
  return {
    place,
    version: async () => `${statSync(place).mtimeMs}:${version}`,
    read: async () => text(place),
    write: (changed) => {
      version++;
      writeFileSync(place, changed);
    },
  };
}

afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});
