import { z } from 'zod';

/** Every time in an answer: ISO 8601, UTC, milliseconds. */
export const timeSchema = z.iso.datetime();

/** A count, size or position. */
export const wholeSchema = z.int().min(0);

/** The last thing that went wrong, and when. */
export const lastErrorSchema = z.object({ message: z.string(), at: timeSchema });

/**
 * Positions that cannot be delivered any more; `event: gap` of GET /events. With reason `history` the reader's place is one of
 * another history of the journal, and `to` may be smaller than `from`.
 */
export const gapSchema = z.object({
  from: wholeSchema.describe('First position that is missing.'),
  to: wholeSchema.describe('Position that delivery continues from.'),
  reason: z.enum(['retention', 'damage', 'history']),
});

export type Gap = z.output<typeof gapSchema>;

/** Step of histories, milliseconds. */
export const minuteMs = 60_000;
