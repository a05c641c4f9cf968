import { invalidUtf8At, readUtf8 } from '@sdmp/codec';
import { wrongSettings } from './sink-error.ts';

const byteOrderMark = '\ufeff';

/**
 * Returns the secret in a file's content: all of it but a byte-order mark in front and one line end behind, blanks included.
 * Throws `SINK_SETTINGS` for a byte that is not UTF-8, which would be replaced by another character.
 */
export function secretText(content: Uint8Array, file: string): string {
  const text = readUtf8(content);
  if (text === undefined) {
    throw wrongSettings(
      `${file} holds a byte that is not UTF-8 (byte ${invalidUtf8At(content) + 1}): save it as UTF-8`,
    );
  }
  return (text.startsWith(byteOrderMark) ? text.slice(1) : text).replace(/\r?\n$/, '');
}
