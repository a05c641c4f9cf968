import { accessSync, constants } from 'node:fs';
import { makeOwnDirectory } from '../../own-directory.ts';
import { openFailure } from './sqlite-failure.ts';

/** Makes the directory, for its owner alone, and checks that it can be written to; throws `JOURNAL_UNWRITABLE`. */
export function makeDirectory(directory: string): void {
  try {
    makeOwnDirectory(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw openFailure(directory, error);
  }
}
