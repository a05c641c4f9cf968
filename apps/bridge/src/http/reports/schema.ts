import { z } from 'zod';
import { wholeSchema } from '../schema/values.ts';

/** 201 of POST /reports: they are on disk. */
export const acceptedSchema = z.object({ accepted: wholeSchema.describe('How many reports there were.') });

export type Accepted = z.output<typeof acceptedSchema>;
