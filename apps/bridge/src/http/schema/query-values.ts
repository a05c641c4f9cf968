import { defaultMinutesKept } from '@sdmp/events';
import { z } from 'zod';

/** Outcomes in one answer at most, and when nothing is said. */
export const maxPage = 1000;
export const defaultPage = 100;

function numeric(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
}

function truth(value: unknown): unknown {
  return value === 'true' || value === 'false' ? value === 'true' : value;
}

const whole = (min: number, max: number): z.ZodType<number> => z.preprocess(numeric, z.int().min(min).max(max));

/** Values of a query, which come as text. */
export const queryValues = {
  flag: z.preprocess(truth, z.boolean()),
  position: whole(0, Number.MAX_SAFE_INTEGER),
  limit: whole(1, maxPage).default(defaultPage).describe(`Entries in the answer at most. Default ${defaultPage}.`),
  minutes: whole(1, defaultMinutesKept)
    .default(defaultMinutesKept)
    .describe(`Minutes in the answer at most, this one included. Default ${defaultMinutesKept}.`),
  name: z.string().min(1),
  time: z.iso.datetime({ offset: true }),
} as const;

export const unmask = queryValues.flag
  .optional()
  .describe('Show telephone numbers, data and other parameters; needs the scope unmask.');
