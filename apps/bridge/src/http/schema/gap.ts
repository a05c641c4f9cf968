import { z } from 'zod';
import { wholeSchema } from './values.ts';

/**
 * Positions that cannot be delivered any more; `event: gap` of GET /events. With reason `history` the reader's place is one of
 * another history of the journal, and `to` may be smaller than `from`.
 */
export const gapSchema = z.object({
  from: wholeSchema.describe('First position that is missing.'),
  to: wholeSchema.describe('Position that delivery goes on from.'),
  reason: z.enum(['retention', 'damage', 'history']),
});

export type Gap = z.output<typeof gapSchema>;
