import type { z } from 'zod';
import { text, wholeNumber } from '../../config/field.ts';

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
    const { SinkError } = await import('@sdmp/sinks');
    throw new SinkError('INVALID_ARGUMENT', advice, { cause });
  }
}

export const address = text('host:port', (value) => /^[^\s/]+:\d{1,5}$/.test(value));
export const someText = text('text that is not empty', (value) => value !== '');

const largestBatch = 100_000;
/** How many outcomes a sink takes at a time. */
export function batchOf(usual: number): z.ZodType<number> {
  return wholeNumber(1, largestBatch)
    .prefault(usual)
    .describe(`Outcomes handed over at once, at most. Default ${usual}.`);
}
