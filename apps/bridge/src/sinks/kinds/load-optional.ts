import { SinkError } from '@sdmp/sinks';

/**
 * Loads a kind of sink whose packages are installed by those who use it. Rejects with `INVALID_ARGUMENT`, naming the
 * packages, when they are not there.
 */
export async function loadOptional<T>(kind: string, packages: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND')) throw cause;
    const advice = `sinks of kind ${kind} go out with packages that are not installed: npm install ${packages}`;
    throw new SinkError('INVALID_ARGUMENT', advice, { cause });
  }
}
