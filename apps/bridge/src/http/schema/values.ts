import { z } from 'zod';

/** Every time in an answer: ISO 8601, UTC, milliseconds. */
export const timeSchema = z.iso.datetime();

/** A count, size or position. */
export const wholeSchema = z.int().min(0);

/** The last thing that went wrong, and when. */
export const lastErrorSchema = z.object({ message: z.string(), at: timeSchema });
