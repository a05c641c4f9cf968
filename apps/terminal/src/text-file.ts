import { readFile } from 'node:fs/promises';
import { invalidUtf8At, readUtf8 } from '@sdmp/codec/utf8';

const byteOrderMark = '\ufeff';
const lineFeed = 0x0a;

/**
 * Returns the content of a file as text, without a byte-order mark in front. Throws what is wrong and where for a byte that is
 * not UTF-8: replaced, it would make one name or secret of two.
 */
export function textOfFile(bytes: Uint8Array, path: string): string {
  const text = readUtf8(bytes);
  if (text !== undefined) return text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const at = invalidUtf8At(bytes);
  const line = bytes.subarray(0, at).filter((byte) => byte === lineFeed).length + 1;
  const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  throw new Error(`${path}:${line}: byte 0x${byte} is not UTF-8: save the file as UTF-8`);
}

/** Reads a text file in UTF-8. Rejects when it cannot be read or is none. */
export async function readTextFile(path: string): Promise<string> {
  return textOfFile(await readFile(path), path);
}
