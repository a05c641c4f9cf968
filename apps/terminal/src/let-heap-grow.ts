import { setFlagsFromString } from 'node:v8';

const flag = '--heap-growing-percent';
/**
 * How far the heap may grow beyond what a full collection left alive before the next one, percent. V8 by itself allows a program
 * that allocates slowly about 30: under attack, with 25 MB alive, it stops three times a second for 8 to 15 ms.
 */
const growthPercent = 200;

/**
 * Lets V8 collect the whole heap less often, for a program that serves others: an outcome that is recorded during a full collection
 * arrives later by its length. The heap takes up to three times what is alive, within Node's own limit. Does nothing where Node
 * was started with a growth of its own.
 */
export function letHeapGrow(
  execArgv: readonly string[] = process.execArgv,
  setFlags: (flags: string) => void = setFlagsFromString,
): void {
  if (execArgv.some((word) => word.replaceAll('_', '-').startsWith(flag))) return;
  setFlags(`${flag}=${growthPercent}`);
}
