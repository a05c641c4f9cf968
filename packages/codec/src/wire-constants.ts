import { codeLength, codeNumber, separator } from '@sdmp/protocol';

/**
 * Constants used for each segment. V8 compiles the constants of a module into its code, but reads and checks imports from
 * another package at each use.
 */
export const separatorText = separator;
export const codeCells = codeLength;
export const numberOfCode = codeNumber;
