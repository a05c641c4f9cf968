import { text } from './field.ts';

export const filePath = text('the path of a file', (value) => value !== '');
export const folderPath = text('the path of a folder', (value) => value !== '');

/**
 * What a path leads to: a file that must be readable, one that holds a secret besides, or a folder that is made when it is not
 * there.
 */
export type PathUse = 'file' | 'secret' | 'folder';

/** Gets a path with its key and use; returns the path to take in its place. */
export type MapPath = (key: string, path: string, use: PathUse) => string;

/** Maps the path of a file that may be left out. */
export function mapFile(
  map: MapPath,
  key: string,
  path: string | undefined,
  use: PathUse = 'file',
): string | undefined {
  return path === undefined ? undefined : map(key, path, use);
}
