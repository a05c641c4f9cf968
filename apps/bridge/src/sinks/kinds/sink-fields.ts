import type { z } from 'zod';
import { text, wholeNumber } from '../../config/field.ts';

export const address = text('host:port', (value) => /^[^\s/]+:\d{1,5}$/.test(value));
export const someText = text('text that is not empty', (value) => value !== '');

const largestBatch = 100_000;
/** How many outcomes a sink takes at a time. */
export function batchOf(usual: number): z.ZodType<number> {
  return wholeNumber(1, largestBatch)
    .prefault(usual)
    .describe(`Outcomes handed over at once, at most. Default ${usual}.`);
}
