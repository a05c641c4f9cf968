import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SdmpError } from '@sdmp/protocol';
import { editFile, type Terminal } from '@sdmp/terminal';
import { type Contexts, contextsText, newerVersionIn, readContexts } from './context.ts';

/** Returns where contexts are kept; undefined where the user has no folder for such files. */
export function contextsPath({ environment }: Pick<Terminal, 'environment'>): string | undefined {
  const { XDG_CONFIG_HOME: config = '', HOME: home = '', APPDATA: roaming = '' } = environment;
  const parent = [config, home === '' ? '' : join(home, '.config'), roaming].find((folder) => folder !== '');
  return parent === undefined ? undefined : join(parent, 'sdmp', 'contexts.json');
}

/** Reads the saved endpoints. Throws `INVALID_ARGUMENT` for a file that is wrong. */
export async function loadContexts(terminal: Pick<Terminal, 'environment'>): Promise<Contexts> {
  const path = contextsPath(terminal);
  return contextsIn(path === undefined ? '' : await textOf(path), path ?? '');
}

/** Replaces the saved endpoints; the file is readable by its owner only. Throws `INVALID_ARGUMENT` for a file that is wrong. */
export async function editContexts(
  terminal: Pick<Terminal, 'environment'>,
  change: (contexts: Contexts) => Contexts,
): Promise<void> {
  const path = contextsPath(terminal);
  if (path === undefined) {
    throw new SdmpError('INVALID_ARGUMENT', 'contexts have no place: set XDG_CONFIG_HOME or HOME');
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await editFile(path, (text) => contextsText(change(contextsIn(text, path))));
}

function contextsIn(text: string, path: string): Contexts {
  const contexts = readContexts(text);
  if (contexts !== undefined) return contexts;
  const newer = newerVersionIn(text);
  if (newer !== undefined) {
    const advice = 'use that version, or newer, or remove the file';
    throw new SdmpError('INVALID_ARGUMENT', `${path} was written by a newer version (${newer}): ${advice}`);
  }
  throw new SdmpError('INVALID_ARGUMENT', `${path} is not what 'sdmp context' writes: correct or remove it`);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return '';
    throw error;
  }
}
